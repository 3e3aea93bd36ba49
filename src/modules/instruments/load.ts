import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { ContentError, readContent, type ContentFile } from '#platform/content'
import { changesSchema } from './changes.ts'
import { mistakesInChanges } from './check-changes.ts'
import { instrumentSchema, lawsSchema, normsSchema, practicesSchema, responsibilitySchema, sourcesSchema, type Edition, type Responsibility } from './instrument.ts'

/**
 * Reads one instrument from its folder, holds every file against its schema and every reference against what it points at.
 * @throws {ContentError} with all mistakes at once, each as `file:line (id …) what`.
 */
export function loadInstrument(folder: string): Edition {
  const head = readContent(join(folder, 'instrument.yaml'), instrumentSchema).value
  const sources = readContent(join(folder, 'sources.yaml'), sourcesSchema).value.sources
  const laws = readContent(join(folder, 'laws.yaml'), lawsSchema).value.laws
  const norms = readContent(join(folder, 'norms.yaml'), normsSchema).value
  const practices = readContent(join(folder, 'practices.yaml'), practicesSchema)
  const changes = readContent(join(folder, 'changes.yaml'), changesSchema)
  const files = head.responsibilities.map((name) => readContent(join(folder, 'responsibilities', name), responsibilitySchema))

  const conditions = files.flatMap((file) => file.value.conditions.map((condition) => condition.id))
  const published = changes.value.editions.map((edition) => edition.conditions)
  const givenUp = new Set(published.flat().filter((id) => !published.at(-1)?.includes(id)))
  const known = {
    source: new Set(sources.map((source) => source.id)),
    law: new Set(laws.map((law) => law.id)),
    norm: new Set([...norms.norms.map((norm) => norm.code), ...norms.domains.map((domain) => domain.id)]),
    practice: new Set(practices.value.practices.map((practice) => practice.id)),
    condition: new Set(conditions),
  }
  const mistakes = [
    ...files.flatMap((file, index) => brokenReferences(file, known, { number: index + 1, givenUp })),
    ...mistakesInChanges(changes, { version: head.version, conditions }),
    ...practices.value.practices.flatMap((practice, i) =>
      known.source.has(practice.source) ? [] : [`${practices.at(['practices', i])} source ${practice.source} is not in sources.yaml`],
    ),
    ...doubles('source', sources),
    ...doubles('law', laws),
    ...doubles('practice', practices.value.practices),
  ]
  if (mistakes.length > 0) throw new ContentError(mistakes)

  const { responsibilities: _, ...about } = head
  const content = { ...about, responsibilities: files.map((file) => file.value), sources, laws, norms, practices: practices.value.practices, changes: changes.value }
  return editionOf(content)
}

/** Names an edition by all that is in it. */
export function editionOf(content: Omit<Edition, 'hash'>): Edition {
  return { hash: createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16), ...content }
}

const { responsibilities: _files, ...about } = instrumentSchema.shape
const editionSchema = z.strictObject({
  ...about,
  responsibilities: z.array(responsibilitySchema),
  ...sourcesSchema.shape,
  ...lawsSchema.shape,
  norms: normsSchema,
  ...practicesSchema.shape,
  changes: changesSchema.optional(),
})

/** A document from elsewhere as the edition that its hash says it is; undefined when it is another. Keys get their order from the schema, as when the content is read. */
export function editionAsItself({ hash, ...document }: { hash: string }): Edition | undefined {
  const parsed = editionSchema.safeParse(document)
  if (!parsed.success) return undefined
  const { changes, ...rest } = parsed.data
  const edition = editionOf({ ...rest, ...(changes === undefined ? {} : { changes }) } as Omit<Edition, 'hash'>)
  return edition.hash === hash ? edition : undefined
}

type Known = Record<'source' | 'law' | 'norm' | 'practice' | 'condition', ReadonlySet<string>>

function brokenReferences({ value: responsibility, at }: ContentFile<Responsibility>, known: Known, place: { number: number; givenUp: ReadonlySet<string> }): string[] {
  const mistakes: string[] = []
  if (responsibility.id !== String(place.number)) mistakes.push(`${at(['id'])} this file stands at place ${place.number}, its id is ${responsibility.id}`)
  let next = 0
  responsibility.conditions.forEach((condition, i) => {
    const here = (...path: PropertyKey[]) => at(['conditions', i, ...path])
    const expected = () => `${responsibility.id}.${next}`
    do next++
    while (place.givenUp.has(expected()))
    if (condition.id !== expected()) mistakes.push(`${here('id')} expected ${expected()}: ids follow the order and never change`)
    const check = (kind: keyof Known, values: readonly string[], key: string) =>
      values.forEach((value, j) => known[kind].has(value) || mistakes.push(`${here(key, j)} ${kind} ${value} does not exist`))
    check('source', condition.sources, 'sources')
    check(
      'law',
      condition.laws.map((reference) => reference.law),
      'laws',
    )
    check('norm', condition.norms, 'norms')
    check('practice', condition.practices, 'practices')
    check('condition', condition.buildsOn, 'buildsOn')
    if (condition.buildsOn.includes(condition.id)) mistakes.push(`${here('buildsOn')} a condition does not build on itself`)
    mistakes.push(...doubles('need', condition.needs).map((mistake) => `${here('needs')} ${mistake}`))
  })
  return mistakes
}

function doubles(kind: string, items: readonly { id: string }[]): string[] {
  const seen = new Set<string>()
  return items.flatMap(({ id }) => (seen.has(id) ? [`${kind} ${id} occurs twice`] : (seen.add(id), [])))
}
