import { auditEntry, linesBy, type AuditLine } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Actor } from '#platform/http'
import { pseudonymOf } from '#platform/identity'
import type { KeptLetter, Mail } from '#platform/mail'
import type { Keeper } from '#platform/module'
import type { Person } from '#platform/rights'
import type { Assessments } from '#modules/assessments'
import type { Organisation, Organisations } from '#modules/organisations'
import { surelyThemselves, type People } from '#modules/people'

/** The keeper of each service that keeps something of people, by the name of the service. */
export type Keepers = readonly { name: string; keeper: Keeper }[]
export type MyData = { madeAt: Date; services: Record<string, Record<string, unknown>>; letters: KeptLetter[]; log: AuditLine[] }

type Owned = Pick<Organisation, 'id' | 'name'>
/** `lastOwner`: what must have another owner first. `measurements`: how many that the person began as a visitor go with them. */
export type Erasing = { person: Person; signInFirst: boolean; lastOwner: readonly Owned[]; measurements: number }

type Needs = {
  db: Db
  clock: Clock
  mail: Mail
  keepers: Keepers
  people: Pick<People, 'atOwnAccount'>
  organisations: Pick<Organisations, 'ownedOnlyBy'>
  assessments: Pick<Assessments, 'removeWith'>
}

export function createMyData({ db, clock, mail, keepers, people, organisations, assessments }: Needs) {
  async function look(actor: Actor, tx: Db): Promise<Erasing & { visitors: string[] }> {
    const { signedInAt, ...person } = await people.atOwnAccount(actor, tx)
    const owned = await organisations.ownedOnlyBy(person.id, tx)
    const visitors = owned.filter(({ origin }) => origin === 'visitor').map(({ id }) => id)
    return {
      person,
      signInFirst: !surelyThemselves({ strong: person.strong, signedInFor: clock.now().getTime() - signedInAt.getTime() }),
      lastOwner: owned.filter(({ origin }) => origin !== 'visitor'),
      measurements: visitors.length,
      visitors,
    }
  }

  return {
    /** Everything every service keeps of the person who asks, and of nobody else. */
    async collect(actor: Actor): Promise<MyData> {
      const { id, email } = await people.atOwnAccount(actor)
      const services: MyData['services'] = {}
      for (const { name, keeper } of keepers) services[name] = await keeper.personalData(id)
      return { madeAt: clock.now(), services, letters: await mail.keptFor(db, email), log: await linesBy(db, pseudonymOf(id)) }
    },

    async erasing(actor: Actor): Promise<Erasing> {
      const { visitors: _, ...erasing } = await look(actor, db)
      return erasing
    },

    /** Takes the person out of everything in one transaction; whoever is signed in anywhere as this person no longer is. */
    async erase(actor: Actor): Promise<{ status: 'erased' } | { status: 'refused'; erasing: Erasing }> {
      return db.tx(async (tx) => {
        const { visitors, ...erasing } = await look(actor, tx)
        if (erasing.signInFirst || erasing.lastOwner.length > 0) return { status: 'refused', erasing }
        const { id, email } = erasing.person
        await assessments.removeWith(tx, actor, visitors)
        await mail.forget(tx, email)
        // The account goes last: what others keep is found by its address.
        for (const { keeper } of keepers.toReversed()) await keeper.erase(tx, id)
        await tx.rows(auditEntry({ at: clock.now(), actor: pseudonymOf(id), verb: 'person.erased', subject: id, organisationId: null }))
        return { status: 'erased' }
      })
    },
  }
}

export type Privacy = ReturnType<typeof createMyData>
