import { join } from 'node:path'
import { ContentError, readContent, type ContentFile } from '#platform/content'
import type { Instrument } from '#modules/instruments'
import { togetherSchema, type Together } from './together.ts'
import { boardSchema, chapterSchema, type Chapter, type Story } from './story.ts'

/**
 * Reads the story from its folder and holds it against the instrument as it is now.
 * @throws {ContentError} with all mistakes at once, each as `file:line (id …) what`.
 */
export function loadStory(folder: string, instrument: Instrument): Story {
  const board = readContent(join(folder, 'board.yaml'), boardSchema)
  const together = readContent(join(folder, 'together.yaml'), togetherSchema)
  const { answers: files, ...story } = board.value
  const chapters = files.map((name) => readContent(join(folder, 'answers', name), chapterSchema))
  const roundIds = story.rounds.map((round) => round.id)
  const responsibilities = instrument.edition.responsibilities
  const mistakes = [
    ...(chapters.length === responsibilities.length
      ? []
      : [`${board.at(['answers'])} the instrument has ${responsibilities.length} responsibilities, here are ${chapters.length} files`]),
    ...chapters.flatMap((chapter, index) => mistakesIn(chapter, { expected: responsibilities[index]?.id, roundIds, instrument })),
    ...ownMistakes(board, { chapters: chapters.map((chapter) => chapter.value), roundIds, instrument }),
  ]
  mistakes.push(...togetherMistakes(together, { story, roundIds, instrument }))
  if (mistakes.length > 0) throw new ContentError(mistakes)
  return { ...story, chapters: chapters.map((chapter) => chapter.value), together: together.value }
}

type Context = { expected: string | undefined; roundIds: readonly string[]; instrument: Instrument }

function mistakesIn({ value: chapter, at }: ContentFile<Chapter>, { expected, roundIds, instrument }: Context): string[] {
  const mistakes: string[] = []
  if (chapter.id !== expected) mistakes.push(`${at(['id'])} expected responsibility ${expected ?? 'none'} at this place`)
  const open = new Set(instrument.responsibility(chapter.id)?.conditions.map((condition) => condition.id))
  chapter.answers.forEach(({ condition, rounds }, i) => {
    const here = (...path: PropertyKey[]) => at(['answers', i, ...path])
    if (!open.delete(condition)) return mistakes.push(`${here('condition')} ${condition} occurs twice or is not in responsibility ${chapter.id}`)
    for (const [round, said] of Object.entries(rounds)) {
      const place = roundIds.indexOf(round)
      if (place === -1) mistakes.push(`${here('rounds', round)} round ${round} is not in board.yaml`)
      if (chapter.sessions[round] === undefined) mistakes.push(`${here('rounds', round)} round ${round} is not in the sessions of this file`)
      mistakes.push(...unknownNeeds(instrument, condition, said.needs).map((need) => `${here('rounds', round, 'needs')} ${condition} has no need ${need}`))
      if (said.answer === 'carried' && rounds[roundIds[place - 1] ?? ''] === undefined)
        mistakes.push(`${here('rounds', round)} there is no answer in the round before to take over`)
    }
    const last = roundIds.at(-1) ?? ''
    if (rounds[last] === undefined) mistakes.push(`${here('rounds')} the last round (${last}) has an answer to every condition`)
  })
  return [...mistakes, ...[...open].map((id) => `${at(['answers'])} condition ${id} is missing`)]
}

function ownMistakes(
  { value, at }: ContentFile<Pick<Story, 'schools'>>,
  { chapters, roundIds, instrument }: { chapters: readonly Chapter[]; roundIds: readonly string[]; instrument: Instrument },
): string[] {
  const arrangedBy = (...by: (string | undefined)[]) =>
    new Set(chapters.flatMap((chapter) => chapter.answers.flatMap((one) => (by.includes(one.arrangedBy) ? [one.condition] : []))))
  const [arranged, above] = [arrangedBy('board'), arrangedBy('board', 'supplier')]
  return value.schools.flatMap((school, i) =>
    school.own.flatMap((own, j) => {
      const here = (key: string) => at(['schools', i, 'own', j, key])
      return [
        ...(instrument.condition(own.condition) ? [] : [`${here('condition')} condition ${own.condition} does not exist`]),
        ...(arranged.has(own.condition) && own.deviation === undefined ? [`${here('condition')} the board arranges ${own.condition}: say why it is different here`] : []),
        ...(own.deviation !== undefined && !above.has(own.condition) ? [`${here('deviation')} nobody arranges ${own.condition} for this school`] : []),
        ...(roundIds.includes(own.round) ? [] : [`${here('round')} round ${own.round} is not in the list of rounds`]),
        ...unknownNeeds(instrument, own.condition, own.needs).map((need) => `${here('needs')} ${own.condition} has no need ${need}`),
      ]
    }),
  )
}

function unknownNeeds(instrument: Instrument, conditionId: string, needs: 'all' | readonly string[]): string[] {
  const known = new Set(instrument.condition(conditionId)?.needs.map((need) => need.id))
  return needs === 'all' ? [] : needs.filter((need) => !known.has(need))
}

function togetherMistakes(
  { value, at }: ContentFile<Together>,
  { story, roundIds, instrument }: { story: Pick<Story, 'schools'>; roundIds: readonly string[]; instrument: Instrument },
): string[] {
  const seats = new Set(value.board.map(({ who }) => who))
  const schools = new Set(story.schools.map(({ name }) => name))
  const settled = new Set(value.settled.filter(({ outcome }) => outcome === 'find-out').map((one) => one.condition))
  const unknown = (id: string, ...path: PropertyKey[]) => (instrument.condition(id) ? [] : [`${at(path)} condition ${id} does not exist`])
  return [
    ...roundIds.flatMap((id) => (value.adopted[id] ? [] : [`${at(['adopted'])} round ${id} is not adopted`])),
    ...value.views.flatMap(({ condition, says }, i) => [
      ...unknown(condition, 'views', i, 'condition'),
      ...Object.keys(says).flatMap((who) => (seats.has(who) ? [] : [`${at(['views', i, 'says', who])} ${who} does not take part for the board`])),
    ]),
    ...value.settled.flatMap(({ condition }, i) => unknown(condition, 'settled', i, 'condition')),
    ...value.actions.flatMap((action, i) => [
      ...unknown(action.condition, 'actions', i, 'condition'),
      ...action.schools.flatMap((name) => (schools.has(name) ? [] : [`${at(['actions', i, 'schools'])} there is no school ${name}`])),
      ...(action.fromConversation && !settled.has(action.condition) ? [`${at(['actions', i, 'condition'])} ${action.condition} was not left to be found out`] : []),
    ]),
    ...value.evidence.flatMap(({ conditions }, i) => conditions.flatMap((id) => unknown(id, 'evidence', i, 'conditions'))),
  ]
}
