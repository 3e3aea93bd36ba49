import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ContentError } from '#platform/content'
import { root } from '#platform/root'
import { changeBetween, inconsistenciesIn, isUnderpinned, progressOf, type Answers } from '#modules/assessments'
import { realInstrument as instrument } from '../../../tests/support/content.ts'
import { cache } from '../../../tests/support/folders.ts'
import { boardRounds } from './board-round.ts'
import { loadStory } from './load.ts'
import { endOf, startOf } from './session.ts'
import { boardSchema, chapterSchema } from './story.ts'
import { togetherSchema } from './together.ts'

const folder = join(root, 'content/demo')
const story = loadStory(folder, instrument)
const rounds = boardRounds(story, instrument) as [Answers, Answers, Answers]
const [first, second, third] = rounds
const notes = rounds.flatMap((round) => [...round.values()].filter((answer) => answer.note !== '' && !answer.carried))
const directions = (before: Answers, after: Answers) => instrument.conditions.map(({ id }) => changeBetween(before.get(id), after.get(id)).direction)
const count = (all: readonly string[], one: string) => all.filter((other) => other === one).length

describe('the story of the board', () => {
  test('has twelve schools and three finished rounds', () => {
    expect(story.schools).toHaveLength(12)
    expect(new Set(story.schools.map((school) => school.name)).size).toBe(12)
    expect(story.rounds.map((round) => round.finished)).toEqual(['2024-03-15', '2025-04-11', '2026-09-18'])
  })

  test('starts with a round that is not complete; later every condition has an answer', () => {
    expect(progressOf(instrument.conditions, first)).toMatchObject({ total: 59, filledIn: 52 })
    expect(progressOf(instrument.conditions, second)).toMatchObject({ filledIn: 59, carried: 0 })
    expect(third.size).toBe(59)
    expect(progressOf(instrument.conditions, third)).toMatchObject({ filledIn: 54, carried: 5 })
  })

  test('goes forward on many conditions, back on two or three, and stays the same on several', () => {
    const growth = directions(second, third)
    expect(count(growth, 'forward')).toBeGreaterThan(15)
    expect(count(growth, 'back')).toBe(3)
    expect(count(growth, 'same')).toBeGreaterThan(10)
    expect(count(growth, 'now-known')).toBeGreaterThan(0)
    expect(count(growth, 'now-unknown')).toBe(1)
    expect(count(directions(first, second), 'back')).toBe(1)
  })

  test('tells in plain words why, at every step back and every "weet ik niet" of the last round', () => {
    expect(notes.length).toBeGreaterThanOrEqual(35)
    for (const { id } of instrument.conditions) {
      const answer = third.get(id)
      const change = changeBetween(second.get(id), answer).direction
      if (change === 'back' || change === 'forward' || answer?.judgement.kind === 'unknown') expect(answer?.note, id).not.toBe('')
    }
  })

  test('contradicts itself four to six times in the last round, each time in another way', () => {
    const found = inconsistenciesIn(instrument, third, '2026-09-18').map(({ rule }) => rule)
    expect(found.length).toBeGreaterThanOrEqual(4)
    expect(found.length).toBeLessThanOrEqual(6)
    expect(new Set(found).size).toBe(found.length)
  })

  test('names evidence with about half of the answers', () => {
    const underpinned = [...third.values()].filter(isUnderpinned).length
    expect(underpinned).toBeGreaterThan(25)
    expect(underpinned).toBeLessThan(45)
  })

  test('ends with eight to ten wishes for 2027: one without owner, one without term', () => {
    const wishes = [...third.values()].flatMap((answer) => answer.wish ?? [])
    expect(wishes.length).toBeGreaterThanOrEqual(8)
    expect(wishes.length).toBeLessThanOrEqual(10)
    expect(wishes.filter((wish) => wish.owner === '')).toHaveLength(1)
    expect(wishes.filter((wish) => wish.term === null)).toHaveLength(1)
    expect(wishes.every((wish) => wish.term === null || wish.term.startsWith('2027-'))).toBe(true)
  })

  test('is answered within each round by several roles; what was taken over keeps its old date', () => {
    rounds.forEach((answers, index) => {
      const round = story.rounds[index]
      if (!round) throw new Error(`no round ${index}`)
      for (const answer of answers.values()) {
        expect(answer.answeredAt.getTime(), answer.conditionId).toBeLessThan(endOf(round).getTime())
        if (answer.carried) expect(answer).toEqual({ ...second.get(answer.conditionId), carried: true })
        else expect(answer.answeredAt.getTime(), answer.conditionId).toBeGreaterThan(startOf(round).getTime())
      }
    })
    expect(new Set([...third.values()].map((answer) => answer.answeredBy)).size).toBeGreaterThanOrEqual(5)
  })
})

/** What is said about a copy of the content with these words in one file replaced; the copy is gone afterwards. */
function mistakesAfter(name: string, replacements: Record<string, string>): string {
  const copy = mkdtempSync(join(cache, 'demo-'))
  try {
    cpSync(folder, copy, { recursive: true })
    const file = join(copy, 'answers', name)
    const changed = Object.entries(replacements).reduce((text, [from, to]) => text.replace(from, to), readFileSync(file, 'utf8'))
    writeFileSync(file, changed)
    loadStory(copy, instrument)
    return ''
  } catch (error) {
    if (error instanceof ContentError) return error.message
    throw error
  } finally {
    rmSync(copy, { recursive: true })
  }
}

describe('the content files', () => {
  test('name every mistake with its file, its line and its id', () => {
    const said = mistakesAfter('02-publieke-waarden.yaml', { 'needs: [waardengesprek]': 'needs: [waardengesprak]', 'condition: "2.5"': 'condition: "2.7"' })
    expect(said).toMatch(/02-publieke-waarden\.yaml:16 \(id 2\) 2\.1 has no need waardengesprak/)
    expect(said).toMatch(/02-publieke-waarden\.yaml:\d+ \(id 2\) 2\.7 occurs twice or is not in responsibility 2/)
    expect(said).toMatch(/condition 2\.5 is missing/)
  })

  test('refuse a level that does not exist, and words with an answer that is taken over', () => {
    expect(mistakesAfter('01-visie-beleid-sturing.yaml', { 'answer: 2': 'answer: 5' })).toMatch(
      /01-visie-beleid-sturing\.yaml:15 \(id 1\) answers\.0\.rounds\.2024\.answer: .*1\|2\|3\|4/,
    )
    expect(mistakesAfter('06-infrastructuur-en-continuiteit.yaml', { '{ answer: carried }': '{ answer: carried, note: nieuw }' })).toMatch(/what is carried says nothing else/)
  })

  test.each(Object.entries({ board: boardSchema, answers: chapterSchema, together: togetherSchema }))(
    'have a schema for the editor that is up to date: %s',
    async (name, schema) => {
      // After a change of story.ts: `npx vitest run src/modules/demo -u` writes it anew.
      await expect(`${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`).toMatchFileSnapshot(join(folder, 'schema', `${name}.json`))
    },
  )
})
