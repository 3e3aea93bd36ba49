import { z } from 'zod'
import { shortText } from '#platform/text-input'

/** A school that went to another board, or a board that went into another: who, when, why, and who says so. */
export type Handover = {
  id: string
  organisationId: string
  /** null: it had no board that the register knew. */
  fromId: string | null
  toId: string
  kind: 'moved' | 'merged'
  /** A day in the Netherlands. */
  onDay: string
  reason: string
  source: 'register' | 'hand'
  recordedBy: string | null
}

const REASON_LIMIT = 300
const code = (problem: string) =>
  shortText(40)
    .transform((value) => value.replaceAll(' ', '').toUpperCase())
    .refine((value) => value !== '', problem)
const reason = shortText(REASON_LIMIT).refine((value) => value !== '', 'reason')

/** The numbers people know organisations by: BRIN and board number. */
export const moveForm = z.object({ school: code('school'), toBoard: code('board'), moveReason: reason })
export const mergeForm = z.object({ fromBoard: code('board'), intoBoard: code('board'), mergeReason: reason })
