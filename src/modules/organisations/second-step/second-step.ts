import { auditEntry } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { requireSecondStep } from '#platform/signed-in'
import type { Notifications } from '#modules/notifications'
import type { People } from '#modules/people'
import { membersOf } from '../memberships/store.ts'
import type { Organisation } from '../organisation.ts'
import { mayChange } from '../policy.ts'
import { childrenOf, organisationById } from '../store.ts'
import * as store from './store.ts'

export type SecondStepView = {
  organisation: Organisation
  /** Since when it is asked here. */
  since: Date | null
  /** The name of what stands above and asks it of everyone there already. */
  above: string | null
  people: number
  withSecondStep: number
}

/** An owner asks everyone at an organisation for a second step. What it means for a session is decided with the standing, at each request. */
export function createSecondStepRule({ db, clock, people, notifications }: { db: Db; clock: Clock; people: People; notifications: Notifications }) {
  const owned = async (actor: Actor, id: string): Promise<Organisation> => {
    const organisation = mayChange(actor.standing.get(id)) ? await organisationById(db, id) : undefined
    if (!organisation) throw notFound('There is no such organisation, or you do not own it.')
    return organisation
  }
  const audit = (tx: Db, actor: Actor, verb: string, id: string) => tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject: id, organisationId: id }))
  /** Everyone of the organisation and of what is right below it, once. */
  const everyone = async (tx: Db, id: string): Promise<string[]> => {
    const below = await childrenOf(tx, id)
    return [...new Set((await membersOf(tx, [id, ...below.map((one) => one.id)])).map(({ personId }) => personId))]
  }

  return {
    async view(actor: Actor, id: string): Promise<SecondStepView> {
      const organisation = await owned(actor, id)
      const asked = await store.asking(db, id)
      const ids = await everyone(db, id)
      return { organisation, since: asked?.since ?? null, above: asked?.above ?? null, people: ids.length, withSecondStep: await people.countWithSecondStep(ids) }
    },

    /** @throws {WayIn} for an owner without second step in this session: they would lock themselves out. */
    async ask(actor: Actor, id: string, asked: boolean): Promise<void> {
      const organisation = await owned(actor, id)
      const by = requireSecondStep(actor)
      await db.tx(async (tx) => {
        if (!(await store.ask(tx, id, asked ? clock.now() : null))) return
        await audit(tx, actor, asked ? 'organisation.second-step-asked' : 'organisation.second-step-ended', id)
        if (!asked) return
        const personIds = (await everyone(tx, id)).filter((personId) => personId !== by.id)
        await notifications.notify(tx, { kind: 'second-step-asked', params: { organisation: organisation.name, by: by.name || by.email }, about: `/organisaties/${id}`, personIds })
      })
    },
  }
}

export type SecondStepRule = ReturnType<typeof createSecondStepRule>
