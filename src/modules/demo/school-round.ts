import type { Answer, Answers, Judgement, Statement } from '#modules/assessments'
import { levelOf, nextLevel, ownAnswer } from '#modules/assessments'
import type { Condition, Instrument, Level } from '#modules/instruments'
import { chance, pick } from './chance.ts'
import { answeredAt, workingDay } from './session.ts'
import { statementFrom } from './statement.ts'
import type { Chapter, Story, StorySchool } from './story.ts'

/**
 * The rounds of a school, told from those of its board. The same story gives the same answers, always. In order:
 *  1. what the school says in its own words (`own` in board.yaml) stands;
 *  2. what the board left open, the school leaves open; what the board arranges, or a supplier for all, or what it finds not applicable is the same at every school;
 *  3. one in seven follows the board a round later;
 *  4. some do not know (10 %, then 6 %, then 3 %: who did not know can come to know);
 *  5. the rest is the level of the board, one lower or one higher: 22 % and 18 %, moved by `lean`; few reach level 4;
 *  6. from level 3 all needs are done, below it some; evidence goes with the level, and always with level 4;
 *  7. in the last round some answers that did not change are taken over, and the weakest get a wish.
 */
const LAGS = 1 / 7
const KNOWS_WHAT_BOARD_DOES_NOT = 0.4
const DOES_NOT_KNOW = [0.1, 0.06, 0.03]
const LOWER = 0.22
const HIGHER = 0.18
const MAY_REACH_4 = 0.3
const NEED_DONE = { 1: 0.15, 2: 0.5 }
const WITH_EVIDENCE = { 1: 0, 2: 0.15, 3: 0.5, 4: 1 } as const satisfies Record<Level, number>
const TAKEN_OVER = 0.08
const WISH_WITHOUT_OWNER = 0.08
/** At a smaller school the school leader answers everything. */
const PUPILS_FOR_A_TEAM = 150

type School = { school: StorySchool; story: Story; instrument: Instrument; board: readonly Answers[] }

/** The answers of one school per round, oldest round first. */
export function schoolRounds(of: School): Answers[] {
  const rounds: Answers[] = []
  for (const index of of.story.rounds.keys()) {
    const answers = of.story.chapters.flatMap((chapter) => chapter.answers.flatMap((_, place) => answerIn(of, { chapter, place, index, before: rounds.at(-1) })))
    rounds.push(new Map(answers.map((answer) => [answer.conditionId, answer])))
  }
  const last = rounds.at(-1)
  return last ? [...rounds.slice(0, -1), withWishes(of, last)] : rounds
}

type Place = { chapter: Chapter; place: number; index: number; before: Answers | undefined }

function answerIn(of: School, { chapter, place, index, before }: Place): Answer[] {
  const { school, story, instrument } = of
  const told = chapter.answers[place]
  const round = story.rounds[index]
  const condition = told && instrument.condition(told.condition)
  if (!told || !round || !condition) return []
  const own = school.own.find((said) => said.condition === condition.id && said.round === round.id)
  const statement = own ? statementFrom(own, condition, told.arrangedBy ?? null) : toldFromBoard(of, condition, index)
  if (!statement) return []
  const earlier = before?.get(condition.id)
  const isLast = index === story.rounds.length - 1
  if (isLast && !own && earlier && sameLevel(earlier, statement) && chance(school.name, condition.id, 'taken over') < TAKEN_OVER) return [{ ...earlier, carried: true }]
  const day = workingDay(round, Math.floor(chance(school.name, round.id, chapter.id) * 8))
  return [
    {
      ...statement,
      conditionId: condition.id,
      version: 1,
      answeredBy: school.pupils < PUPILS_FOR_A_TEAM ? 'SL' : chapter.schools.by,
      answeredAt: answeredAt(day, place),
      ...ownAnswer,
      deviation: own?.deviation ?? '',
    },
  ]
}

/** What a school wrote itself in a round; the rest of what the board arranges is inherited, as it is for any school. */
export const isOwn = (school: StorySchool, roundId: string, conditionId: string) => school.own.some((said) => said.condition === conditionId && said.round === roundId)

const sameLevel = (one: Statement, other: Statement) => levelOf(one) !== null && levelOf(one) === levelOf(other)

function toldFromBoard(of: School, condition: Condition, index: number): Statement | undefined {
  const board = of.board[index]?.get(condition.id)
  if (!board || board.judgement.kind === 'open') return undefined
  const { judgement, needs, arrangedBy, evidence, evidenceLink } = board
  const plain: Statement = { judgement, needs, arrangedBy, note: '', evidence, evidenceLink, wish: null }
  if (arrangedBy === 'board' || arrangedBy === 'supplier' || judgement.kind === 'not-applicable') return plain
  const own = judgementAt(of, condition, index, judgement)
  const level = own.kind === 'level' ? own.level : null
  return {
    ...plain,
    judgement: own,
    needs: level === null ? [] : needsAt(of.school, condition, level),
    evidence: level === null ? '' : evidenceAt(of.school, condition, level),
    evidenceLink: '',
  }
}

function judgementAt({ school, board }: School, condition: Condition, index: number, ofBoard: Judgement): Judgement {
  const by = (what: string) => chance(school.name, condition.id, what)
  const earlier = levelOf(board[index - 1]?.get(condition.id))
  const followed = by('lags') < LAGS && earlier !== null ? earlier : ofBoard.kind === 'level' ? ofBoard.level : null
  if (followed === null) return by('knows') < KNOWS_WHAT_BOARD_DOES_NOT ? { kind: 'level', level: by('low') < 0.6 ? 1 : 2 } : { kind: 'unknown' }
  if (by('does not know') < (DOES_NOT_KNOW[index] ?? 0)) return { kind: 'unknown' }
  const shift = by('shift')
  const level = shift < LOWER - school.lean ? lower(followed) : shift >= 1 - HIGHER - school.lean ? (nextLevel(followed) ?? 4) : followed
  return { kind: 'level', level: level === 4 && by('reaches 4') >= MAY_REACH_4 ? 3 : level }
}

const lower = (level: Level): Level => (level === 1 ? 1 : ((level - 1) as Level))

function needsAt(school: StorySchool, condition: Condition, level: Level): string[] {
  const all = condition.needs.map((need) => need.id)
  if (level >= 3) return all
  const done = all.filter((need) => chance(school.name, condition.id, need) < NEED_DONE[level === 1 ? 1 : 2])
  return done.length === all.length ? done.slice(0, -1) : done
}

function evidenceAt(school: StorySchool, condition: Condition, level: Level): string {
  return chance(school.name, condition.id, 'evidence') < WITH_EVIDENCE[level] ? (pick(condition.evidence, school.name, condition.id, 'which evidence') ?? '') : ''
}

/** The weakest answers that the school itself can change, weakest first, become what it wants to work on. */
function withWishes({ school, story }: School, answers: Answers): Answers {
  const by = (answer: Answer, what: string) => chance(school.name, answer.conditionId, what)
  const weakest = [...answers.values()]
    .filter((answer) => answer.arrangedBy === 'school' && !answer.carried && (levelOf(answer) ?? 3) <= 2)
    .toSorted((one, other) => (levelOf(one) ?? 3) - (levelOf(other) ?? 3) || by(one, 'wish') - by(other, 'wish'))
    .slice(0, story.schoolWishes.each)
  const wished = weakest.map((answer): Answer => {
    const chapter = story.chapters.find((one) => one.answers.some((told) => told.condition === answer.conditionId))
    const owner = by(answer, 'owner') < WISH_WITHOUT_OWNER ? '' : (chapter?.schools.owner ?? '')
    return {
      ...answer,
      wish: {
        desiredLevel: by(answer, 'desired') < 0.5 ? 3 : (nextLevel(levelOf(answer) ?? 2) ?? 4),
        owner,
        term: pick(story.schoolWishes.terms, school.name, answer.conditionId, 'term') ?? null,
      },
    }
  })
  return new Map([...answers, ...wished.map((answer) => [answer.conditionId, answer] as const)])
}
