import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { auditEntry } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Person } from '#platform/rights'
import { newId } from '#platform/secret'
import { shortText } from '#platform/text-input'
import { functionsField } from './membership.ts'
import { insertMembership, waitForTurn } from './memberships/store.ts'
import { sectors, type Organisation } from './organisation.ts'
import { mayAddSchools, mayHold } from './policy.ts'
import { addOrganisations, childrenOf, countMadeBy, organisationById } from './store.ts'

const NAME_LIMIT = 120
const PLACE_LIMIT = 80
/** The largest board of the register has about a hundred schools. */
const SCHOOLS_AT_MOST = 250
/** Someone who tries and tries again; more is a flood. */
const MADE_AT_MOST = 5

const name = shortText(NAME_LIMIT).refine((value) => value !== '', 'name')
const place = shortText(PLACE_LIMIT).refine((value) => value !== '', 'place')
const sector = z.preprocess((value) => (value === '' || value === undefined ? null : value), z.enum(sectors, 'sector').nullable())
const brin = shortText(10)
  .transform((value) => value.replaceAll(' ', '').toUpperCase())
  .refine((value) => value === '' || /^\d{2}[A-Z]{2}$/.test(value), 'brin')

export const ownForm = z.object({ kind: z.enum(['board', 'school'], 'kind'), name, place, sector, functions: functionsField })
export const schoolForm = z.object({ name, place, sector, brin })

/** Boards and schools that the register does not know, made by hand by whoever then owns them. */
export function createOwnOrganisations({ db, clock }: { db: Db; clock: Clock }) {
  const opened = async (actor: Actor, id: string): Promise<Organisation> => {
    const at = actor.standing.get(id)
    const organisation = at && (await organisationById(db, id))
    if (!organisation || !mayAddSchools(at, organisation)) throw notFound('There is no such board, or its schools are not yours to add.')
    return organisation
  }
  const audit = (tx: Db, actor: Actor, subject: string, organisationId: string) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb: 'organisation.made', subject, organisationId }))

  return {
    async make(actor: Actor, person: Person, form: z.output<typeof ownForm>): Promise<{ status: 'made'; id: string } | { status: 'first-owner' | 'too-many-own' }> {
      if (!mayHold(form.functions, 'owner')) return { status: 'first-owner' }
      return db.tx(async (tx) => {
        if ((await countMadeBy(tx, person.id)) >= MADE_AT_MOST) return { status: 'too-many-own' }
        const id = randomUUID()
        await addOrganisations(tx, [{ id, kind: form.kind, origin: 'own', name: form.name, place: form.place, sector: form.sector }])
        await insertMembership(tx, { id: newId(), personId: person.id, organisationId: id, functions: form.functions, right: 'owner', since: clock.now(), grantedBy: person.id })
        await audit(tx, actor, id, id)
        return { status: 'made', id }
      })
    },

    async schoolsOf(actor: Actor, id: string): Promise<{ organisation: Organisation; schools: Organisation[] }> {
      return { organisation: await opened(actor, id), schools: await childrenOf(db, id) }
    },

    async addSchool(actor: Actor, id: string, form: z.output<typeof schoolForm>): Promise<{ status: 'added' | 'too-many-schools' }> {
      await opened(actor, id)
      return db.tx(async (tx) => {
        await waitForTurn(tx, id)
        if ((await childrenOf(tx, id)).length >= SCHOOLS_AT_MOST) return { status: 'too-many-schools' }
        const school = { id: randomUUID(), kind: 'school' as const, origin: 'own' as const, name: form.name, place: form.place, sector: form.sector, parentId: id }
        await addOrganisations(tx, [form.brin === '' ? school : { ...school, brin4: form.brin }])
        await audit(tx, actor, school.id, id)
        return { status: 'added' }
      })
    },
  }
}

export type OwnOrganisations = ReturnType<typeof createOwnOrganisations>
