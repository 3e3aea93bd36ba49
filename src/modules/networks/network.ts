import { z } from 'zod'
import { longText, optionalDay, shortText } from '#platform/text-input'

export const NAME_LIMIT = 120
export const ABOUT_LIMIT = 1000
export const CONTACT_LIMIT = 200
export const MESSAGE_LIMIT = 600
export const TITLE_LIMIT = 160

export type Network = { id: string; name: string; about: string; contact: string; linkNumber: number; version: number; createdAt: Date }

/** What a board may share, each by itself. */
export const kinds = ['levels', 'wishes', 'plan'] as const
export type Kind = (typeof kinds)[number]
/** Since when it is shared; null: it is not. */
export type Shared = Record<Kind, Date | null>

export type Member = { networkId: string; organisationId: string; coordinator: boolean; joinedAt: Date; shared: Shared }

export type Message = {
  id: string
  networkId: string
  organisationId: string
  kind: 'ask' | 'offer'
  conditionId: string | null
  text: string
  practiceId: string | null
  createdAt: Date
}

export type JointAction = { id: string; networkId: string; organisationId: string; title: string; why: string; conditionId: string | null; term: string | null; createdAt: Date }
export type Part = { jointActionId: string; organisationId: string; actionId: string }

export const networkSchema = z.object({
  name: shortText(NAME_LIMIT).refine((name) => /[\p{L}\p{N}]/u.test(name), 'name-required'),
  about: longText(ABOUT_LIMIT),
  contact: shortText(CONTACT_LIMIT).refine((contact) => contact !== '', 'contact-required'),
})
export type NetworkFields = z.output<typeof networkSchema>

const conditionOf = (isCondition: (id: string) => boolean) =>
  shortText(10)
    .refine((id) => id === '' || isCondition(id), 'unknown-condition')
    .transform((id) => (id === '' ? null : id))

export const messageSchema = (isCondition: (id: string) => boolean) =>
  z.object({
    organisationId: z.uuid('board-required'),
    kind: z.enum(['ask', 'offer'], 'kind-required'),
    conditionId: conditionOf(isCondition),
    text: longText(MESSAGE_LIMIT).refine((text) => text !== '', 'text-required'),
    practiceId: z
      .union([z.literal(''), z.string().regex(/^[\w-]{16}$/)], 'unknown-practice')
      .default('')
      .transform((id) => (id === '' ? null : id)),
  })
export type MessageFields = z.output<ReturnType<typeof messageSchema>>

export const jointActionSchema = (isCondition: (id: string) => boolean) =>
  z.object({
    organisationId: z.uuid('board-required'),
    title: shortText(TITLE_LIMIT).refine((title) => /[\p{L}\p{N}]/u.test(title), 'title-required'),
    why: longText(ABOUT_LIMIT),
    conditionId: conditionOf(isCondition),
    term: optionalDay.default(null),
  })
export type JointActionFields = z.output<ReturnType<typeof jointActionSchema>>
