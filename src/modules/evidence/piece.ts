import { z } from 'zod'
import { personFunctions, type PersonFunction, type Right } from '#platform/rights'
import { listOf, longText, optionalDay, shortText, webLink } from '#platform/text-input'
import type { StoredFile } from '#platform/storage'

export const TITLE_LIMIT = 120
export const DESCRIPTION_LIMIT = 2000
export const LINK_LIMIT = 2000
export const OWNER_LIMIT = 80
/** A month is enough to have a policy adopted again in the next meeting of a board. */
export const REMIND_BEFORE = 30
export const REMIND_AT_MOST = 365

/** On the last day of `validUntil` it is still valid; that day ends at midnight in the Netherlands. */
export const states = ['valid', 'expiring', 'expired', 'withdrawn'] as const
export type State = (typeof states)[number]

/** Who sees to it that it stays right: a function, a colleague with an account, or someone else by name. */
export type Owner = { kind: 'none' } | { kind: 'function'; function: PersonFunction } | { kind: 'person'; personId: string } | { kind: 'other'; name: string }

/** What a person says about a piece of evidence. */
export type Details = { title: string; description: string; conditions: string[]; owner: Owner; validUntil: string | null; remindBefore: number }

export type Piece = Details & {
  id: string
  organisationId: string
  state: State
  kind: 'link' | 'file'
  revision: number
  version: number
  createdAt: Date
  changedAt: Date
  withdrawnAt: Date | null
}

/** One link or file, with who brought it when. `addedBy` is null once that person was erased. */
export type Revision = { number: number; link: string | null; fileId: string | null; sha256: string; addedBy: string | null; addedAt: Date }
export type ShownRevision = Omit<Revision, 'addedBy' | 'fileId'> & { addedBy: string | undefined; file: StoredFile | undefined }

/** As one of a list: what a reader may know, and for who works here what there is to do. */
export type Listed = Pick<Piece, 'id' | 'organisationId' | 'title' | 'kind' | 'state' | 'conditions' | 'validUntil' | 'owner'> & { ownerName: string | undefined }

export type Place = { id: string; name: string; right: Right }

/** A web link without a name and password in it: those would be shown to everyone who may open the piece. */
export const evidenceLink = webLink(LINK_LIMIT).refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  return !url || (url.username === '' && url.password === '')
}, 'link-credentials')

/** One choice in a list, or a name beside it. */
const chosenOwner = z
  .object({ owner: z.string('text-expected').max(60, 'unknown-owner').default(''), ownerName: shortText(OWNER_LIMIT) })
  .transform(({ owner, ownerName }, context): Owner => {
    const [kind, value = ''] = owner.split(':')
    const known = personFunctions.find((one) => one === value)
    if (kind === 'function' && known) return { kind: 'function', function: known }
    if (kind === 'person' && z.uuid().safeParse(value).success) return { kind: 'person', personId: value }
    if (owner === '' || owner === 'other') return ownerName === '' ? { kind: 'none' } : { kind: 'other', name: ownerName }
    context.addIssue({ code: 'custom', message: 'unknown-owner', path: ['owner'] })
    return z.NEVER
  })

export const ownerChoice = (owner: Owner) =>
  owner.kind === 'function' ? `function:${owner.function}` : owner.kind === 'person' ? `person:${owner.personId}` : owner.kind === 'other' ? 'other' : ''

/** The form of a piece; `isCondition` knows the conditions of the instrument as it is now. */
export const detailsSchema = (isCondition: (id: string) => boolean) =>
  z
    .object({
      title: shortText(TITLE_LIMIT).refine((value) => value !== '', 'title-required'),
      description: longText(DESCRIPTION_LIMIT),
      conditions: listOf(z.string().refine(isCondition, 'unknown-condition'))
        .transform((ids) => [...new Set(ids)])
        .refine((ids) => ids.length > 0, 'conditions-required'),
      validUntil: optionalDay,
      remindBefore: z.preprocess(
        (value) => (value === undefined || value === '' ? REMIND_BEFORE : value),
        z.coerce.number('remind-before').int('remind-before').min(0, 'remind-before').max(REMIND_AT_MOST, 'remind-before'),
      ),
    })
    .and(chosenOwner.transform((owner) => ({ owner })))
