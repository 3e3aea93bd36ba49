import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { ContentError, readContent, type ContentFile } from '#platform/content'
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
  const files = head.responsibilities.map((name) => readContent(join(folder, 'responsibilities', name), responsibilitySchema))

  const known = {
    source: new Set(sources.map((source) => source.id)),
    law: new Set(laws.map((law) => law.id)),
    norm: new Set([...norms.norms.map((norm) => norm.code), ...norms.domains.map((domain) => domain.id)]),
    practice: new Set(practices.value.practices.map((practice) => practice.id)),
    condition: new Set(files.flatMap((file) => file.value.conditions.map((condition) => condition.id))),
  }
  const mistakes = [
    ...files.flatMap((file, index) => brokenReferences(file, known, index + 1)),
    ...practices.value.practices.flatMap((practice, i) =>
      known.source.has(practice.source) ? [] : [`${practices.at(['practices', i])} source ${practice.source} is not in sources.yaml`],
    ),
    ...doubles('source', sources),
    ...doubles('law', laws),
    ...doubles('practice', practices.value.practices),
  ]
  if (mistakes.length > 0) throw new ContentError(mistakes)

  const { responsibilities: _, ...about } = head
  const content = { ...about, responsibilities: files.map((file) => file.value), sources, laws, norms, practices: practices.value.practices }
  return { hash: createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16), ...content }
}

type Known = Record<'source' | 'law' | 'norm' | 'practice' | 'condition', ReadonlySet<string>>

function brokenReferences({ value: responsibility, at }: ContentFile<Responsibility>, known: Known, number: number): string[] {
  const mistakes: string[] = []
  if (responsibility.id !== String(number)) mistakes.push(`${at(['id'])} this file stands at place ${number}, its id is ${responsibility.id}`)
  responsibility.conditions.forEach((condition, i) => {
    const here = (...path: PropertyKey[]) => at(['conditions', i, ...path])
    if (condition.id !== `${responsibility.id}.${i + 1}`) mistakes.push(`${here('id')} expected ${responsibility.id}.${i + 1}: ids follow the order and never change`)
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
