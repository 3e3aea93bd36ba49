import { z } from 'zod'
import { DAY } from '#platform/clock'
import type { PersonFunction } from '#platform/rights'
import { functionsField } from '../membership.ts'

/** Someone asks to belong to an organisation. */
export type Claim = { id: string; organisationId: string; personId: string; functions: readonly PersonFunction[]; askedAt: Date }

export const claimForm = z.object({ functions: functionsField })

/** Who was refused does not ask again at once: owners are not a help desk. */
export const NOT_AGAIN_WITHIN = 30 * DAY
/** Someone who works at more places asks their boards; more open requests look like trying doors. */
export const OPEN_CLAIMS_AT_MOST = 5
