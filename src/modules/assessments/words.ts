import type { Instrument } from '#modules/instruments'
import type { Judgement } from './answer.ts'
import type { Round } from './round.ts'
import type { Text } from './text.ts'

/** An answer in words: "2 Opzetten", "Weet ik niet". */
export function judgementWords(judgement: Judgement, instrument: Instrument, text: Text): string {
  return judgement.kind === 'level' ? `${judgement.level} ${instrument.levelName(judgement.level)}` : text.answer[judgement.kind]
}

/** The answer as the sign component takes it. */
export const signOf = (judgement: Judgement | undefined) => (judgement === undefined ? 'open' : judgement.kind === 'level' ? judgement.level : judgement.kind)

export const nameOf = (round: Pick<Round, 'name'>, text: Text) => round.name || text.untitled

export const roleWords = (role: string, text: Text): string => (text.role as Record<string, string>)[role] ?? text.noRole
