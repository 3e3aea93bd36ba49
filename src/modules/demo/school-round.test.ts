import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '#platform/root'
import { changeBetween, isUnderpinned, levelOf, type Answers } from '#modules/assessments'
import { realInstrument as instrument } from '../../../tests/support/content.ts'
import { boardRounds } from './board-round.ts'
import { loadStory } from './load.ts'
import { schoolRounds } from './school-round.ts'

const story = loadStory(join(root, 'content/demo'), instrument)
const board = boardRounds(story, instrument)
const tell = () => story.schools.map((school) => ({ school, rounds: schoolRounds({ school, story, instrument, board }) }))
const schools = tell()
const each = (look: (of: { answers: Answers; index: number; name: string; own: ReadonlySet<string> }) => void) =>
  schools.forEach(({ school, rounds }) =>
    rounds.forEach((answers, index) =>
      look({ answers, index, name: school.name, own: new Set(school.own.filter((own) => own.round === story.rounds[index]?.id).map((own) => own.condition)) }),
    ),
  )

describe('the rounds of a school', () => {
  test('are the same every time', () => {
    expect(tell()).toEqual(schools)
  })

  test('are the same when another school is added before it', () => {
    const [school] = story.schools.slice(-1)
    if (!school) throw new Error('no schools')
    expect(schoolRounds({ school, story: { ...story, schools: [school] }, instrument, board })).toEqual(schools.at(-1)?.rounds)
  })

  test('have the answer of the board where it arranges this or a supplier does, unless the school tells otherwise', () => {
    each(({ answers, index, name, own }) => {
      for (const ofBoard of board[index]?.values() ?? []) {
        if ((ofBoard.arrangedBy === 'board' || ofBoard.arrangedBy === 'supplier') && ofBoard.judgement.kind !== 'open' && !own.has(ofBoard.conditionId))
          expect(answers.get(ofBoard.conditionId)?.judgement, `${name} ${ofBoard.conditionId}`).toEqual(ofBoard.judgement)
      }
    })
  })

  test('stay within one level of the board, in this round or the one before, unless the school tells otherwise', () => {
    each(({ answers, index, name, own }) => {
      for (const answer of answers.values()) {
        const level = levelOf(answer)
        const near = [board[index], board[index - 1]].flatMap((round) => levelOf(round?.get(answer.conditionId)) ?? [])
        if (level !== null && near.length > 0 && !own.has(answer.conditionId) && !answer.carried)
          expect(Math.min(...near.map((one) => Math.abs(one - level))), `${name} ${answer.conditionId}`).toBeLessThanOrEqual(1)
      }
    })
  })

  test('fit together: all needs from level 3, never all below it, evidence at level 4', () => {
    each(({ answers, name, own }) => {
      for (const answer of answers.values()) {
        const level = levelOf(answer)
        if (level === null || answer.arrangedBy !== 'school' || own.has(answer.conditionId)) continue
        const all = instrument.condition(answer.conditionId)?.needs.length
        if (level >= 3) expect(answer.needs.length, `${name} ${answer.conditionId}`).toBe(all)
        else expect(answer.needs.length, `${name} ${answer.conditionId}`).not.toBe(all)
        if (level === 4) expect(isUnderpinned(answer), `${name} ${answer.conditionId}`).toBe(true)
      }
    })
  })

  test('differ between the schools and between the rounds', () => {
    const differ = instrument.conditions.filter(({ id }) => new Set(schools.map(({ rounds }) => levelOf(rounds.at(-1)?.get(id)))).size > 1)
    expect(differ.length).toBeGreaterThan(20)
    for (const { school, rounds } of schools) {
      const growth = instrument.conditions.map(({ id }) => changeBetween(rounds.at(-2)?.get(id), rounds.at(-1)?.get(id)).direction)
      expect(new Set(growth), school.name).toEqual(new Set([...growth, 'forward', 'back', 'same']))
    }
  })

  test('end with the wishes of the school, and its own words', () => {
    for (const { school, rounds } of schools) {
      const last = [...(rounds.at(-1)?.values() ?? [])]
      expect(
        last.filter((answer) => answer.wish !== null),
        school.name,
      ).toHaveLength(story.schoolWishes.each)
      expect(
        last.some((answer) => answer.note !== ''),
        school.name,
      ).toBe(true)
    }
  })
})
