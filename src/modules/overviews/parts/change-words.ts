import type { Change } from '#modules/assessments'
import type { Text } from '../text.ts'

/** "vooruit, 1 niveau, bewijs erbij". */
export const changeWords = ({ direction, steps, gainedEvidence, lostEvidence }: Change, { moved: text }: Text) =>
  [text.direction[direction], steps !== 0 && text.steps(Math.abs(steps)), gainedEvidence && text.gained, lostEvidence && text.lost].filter(Boolean).join(', ')
