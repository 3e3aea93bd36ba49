import { levels, type Condition, type Instrument } from '#modules/instruments'
import type { Answer } from '#modules/assessments'
import type { Text } from '../text.ts'
import type { ViewJudgement } from '../views/view.ts'

/** A view in words: "2 Opzetten", "Weet ik niet". */
export const judgementWords = (judgement: ViewJudgement, instrument: Instrument, text: Text): string =>
  judgement.kind === 'level' ? `${judgement.level} ${instrument.levelName(judgement.level)}` : text.judgement[judgement.kind]

/** The same beside its sign, which has the number in it already. */
export const judgementName = (judgement: ViewJudgement, instrument: Instrument, text: Text): string =>
  judgement.kind === 'level' ? instrument.levelName(judgement.level) : text.judgement[judgement.kind]

export const signOf = (judgement: ViewJudgement) => (judgement.kind === 'level' ? judgement.level : judgement.kind)

/** What was typed in a choice of levels, as the choice wants it back. */
export const chosenIn = (typed: string) => (typed === 'unknown' || typed === 'not-applicable' ? typed : levels.find((level) => String(level) === typed))

export const levelsOf = (instrument: Instrument, condition: Condition) => instrument.edition.levels.map(({ level, name }) => ({ level, name, sentence: condition.levels[level] }))

/** The joint answer in words. */
export const answerWords = (answer: Answer, instrument: Instrument, text: Text): string =>
  answer.judgement.kind === 'open' ? text.mine.open : judgementWords(answer.judgement, instrument, text)
