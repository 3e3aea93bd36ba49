import { DAY, MINUTE, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { langs } from '#platform/i18n'
import type { JobKind } from '#platform/jobs'
import { localPath } from '#platform/local-path'
import type { Mail } from '#platform/mail'
import type { Keeper } from '#platform/module'
import { derivedKey, hashOf, newId } from '#platform/secret'
import type { Sql } from '#platform/sql'
import type { People } from '#modules/people'
import { nextDigest } from './digest-time.ts'
import { chosenGroups, groups, kinds, usualWay, type Group, type Notice, type Way } from './kinds.ts'
import { digestLetter, letterAtOnce } from './letters.ts'
import { INBOX_PAGE, type Inbox, type Preferences } from './notification.ts'
import * as store from './store.ts'

/** A header says "99+" at most. */
export const UNREAD_AT_MOST = 100
/** What was read is seldom looked for again; what nobody read for a year is no news. */
const READ_KEPT_FOR = 90 * DAY
const KEPT_FOR = 365 * DAY
/** People whose letters leave in one go; the next go is a minute later. */
const DIGESTS_AT_ONCE = 500
/** Stands for every group that a person has in a letter with others. */
export const DIGEST = 'digest'

type Needs = { db: Db; clock: Clock; mail: Mail; people: People; secret: string; publicUrl: string }

export function createNotifications({ db, clock, mail, people, secret, publicUrl }: Needs) {
  const personOf = ({ person }: Actor) => {
    if (!person) throw notFound('Sign in to see what Koers tells you.')
    return person
  }
  const keyFor = (personId: string, group: string) => derivedKey(secret, `unsubscribe/${personId}/${group}`)
  const endOf = (personId: string, group: string) => `${publicUrl}/afmelden/${keyFor(personId, group)}`
  const rowFor = (personId: string, group: string) => ({ hash: hashOf(keyFor(personId, group)), personId, group })

  async function preferencesOf(personId: string, from: Db = db): Promise<Preferences> {
    const { ways, rhythm } = await store.choicesOf(from, personId)
    return { ways: { ...usualWay, ...Object.fromEntries(ways.map(({ group, way }) => [group, way])), security: 'mail' }, rhythm: rhythm ?? 'daily' }
  }

  async function saveWays(tx: Db, personId: string, ways: readonly { group: Group; way: Way }[]): Promise<void> {
    await store.saveWays(
      tx,
      personId,
      ways.filter(({ group }) => group !== 'security'),
    )
    const now = await preferencesOf(personId, tx)
    await store.replanDigest(tx, personId, { groups: groups.filter((group) => now.ways[group] === 'digest'), at: nextDigest(clock.now(), now.rhythm) })
  }

  return {
    /**
     * Tells people something, in the caller's transaction: they hear of it when, and only when, it happened. How is their choice.
     * @throws when `about` is not a path of this site.
     */
    async notify(tx: Db, { personIds, kind, params, about }: Notice): Promise<void> {
      if (localPath(about) !== about) throw new Error('a notification is about a path of this site')
      if (personIds.length === 0) return
      const { group } = kinds[kind]
      const at = clock.now()
      const settings = await store.settingsFor(tx, personIds, group)
      const told = settings
        .map(({ personId, way, rhythm }) => ({ personId, way: group === 'security' ? 'mail' : (way ?? usualWay[group]), rhythm: rhythm ?? 'daily' }))
        .filter(({ way }) => way !== 'off')
      await store.insertNotifications(tx, {
        kind,
        group,
        params,
        about,
        at,
        to: told.map(({ personId, way, rhythm }) => ({ id: newId(), personId, digestAt: way === 'digest' ? nextDigest(at, rhythm) : null })),
      })
      const atOnce = told.filter(({ way }) => way === 'mail')
      if (atOnce.length === 0) return
      const ids = atOnce.map(({ personId }) => personId)
      const accounts = await people.byIds(ids, tx)
      if (group !== 'security')
        await store.keepUnsubscribe(
          tx,
          ids.map((personId) => rowFor(personId, group)),
        )
      for (const personId of ids) {
        const account = accounts.get(personId)
        const end = group === 'security' ? undefined : endOf(personId, group)
        if (account) await mail.queue(tx, letterAtOnce({ kind, group, params, about }, { account, publicUrl, end }))
      }
    },

    async inbox(actor: Actor, { page = 1, unreadOnly = false } = {}): Promise<Inbox> {
      const { id } = personOf(actor)
      const [items, unread] = await Promise.all([
        store.notificationsOf(db, id, { unreadOnly, limit: INBOX_PAGE + 1, offset: (page - 1) * INBOX_PAGE }),
        store.countUnread(db, id, UNREAD_AT_MOST),
      ])
      return { items: items.slice(0, INBOX_PAGE), unread, page, more: items.length > INBOX_PAGE }
    },

    unreadOf: (personId: Sql) => store.unreadOf(personId, UNREAD_AT_MOST),

    async markRead(actor: Actor, id: string): Promise<void> {
      if (!(await store.markRead(db, personOf(actor).id, id, clock.now()))) throw notFound('There is no such notification.')
    },

    /** `until` is the moment the person looked: what came later stays unread. */
    async markAllRead(actor: Actor, until: Date): Promise<void> {
      await store.markAllRead(db, personOf(actor).id, { until, at: clock.now() })
    },

    preferences: async (actor: Actor): Promise<Preferences> => preferencesOf(personOf(actor).id),

    async savePreferences(actor: Actor, { ways, rhythm }: Preferences): Promise<void> {
      const { id } = personOf(actor)
      await db.tx(async (tx) => {
        await store.saveRhythm(tx, id, rhythm)
        await saveWays(
          tx,
          id,
          chosenGroups.map((group) => ({ group, way: ways[group] })),
        )
      })
    },

    /** What the link in a letter ends; undefined when the link opens nothing. */
    async unsubscribable(key: string): Promise<{ group: string } | undefined> {
      const found = await store.unsubscribeOf(db, hashOf(key))
      return found && { group: found.group }
    },

    /** Ends the letters of that link; in Koers itself the person still sees it. Done twice it is done. */
    async unsubscribe(key: string): Promise<void> {
      await db.tx(async (tx) => {
        const found = await store.unsubscribeOf(tx, hashOf(key))
        if (!found) throw notFound('This link ends nothing.')
        const { ways } = await preferencesOf(found.personId, tx)
        const ended = chosenGroups.filter((group) => (found.group === DIGEST ? ways[group] === 'digest' : group === found.group && ways[group] !== 'off'))
        await saveWays(
          tx,
          found.personId,
          ended.map((group) => ({ group, way: 'app' as const })),
        )
      })
    },

    jobs: [
      {
        name: 'notifications.digest',
        every: MINUTE,
        async run({ db: tx, at }) {
          const due = await store.takeDigests(tx, at, DIGESTS_AT_ONCE)
          const byPerson = Map.groupBy(due, ({ personId }) => personId)
          const accounts = await people.byIds([...byPerson.keys()], tx)
          const written = [...byPerson].flatMap(([personId, all]) => {
            const account = accounts.get(personId)
            return account ? [{ personId, letter: digestLetter(all, { account, publicUrl, end: endOf(personId, DIGEST) }) }] : []
          })
          await store.keepUnsubscribe(
            tx,
            written.map(({ personId }) => rowFor(personId, DIGEST)),
          )
          for (const { letter } of written) await mail.queue(tx, letter)
        },
      },
      {
        // What someone chose here in the version before, which may still run beside this one.
        name: 'notifications.language',
        every: DAY,
        async run({ db: tx }) {
          for (const lang of langs) await people.setLanguage(tx, await store.takeLanguages(tx, lang), lang)
        },
      },
      {
        name: 'notifications.forget',
        every: DAY,
        run: ({ db: tx, at }) => store.forget(tx, { readBefore: new Date(at.getTime() - READ_KEPT_FOR), before: new Date(at.getTime() - KEPT_FOR) }),
      },
    ] satisfies JobKind[],

    keeper: {
      personalData: async (personId) => ({
        preferences: await preferencesOf(personId),
        notifications: await store.notificationsOf(db, personId, { unreadOnly: false, limit: 10_000, offset: 0 }),
      }),
      erase: (tx, personId) => store.erase(tx, personId),
    } satisfies Keeper,
  }
}

export type Notifications = ReturnType<typeof createNotifications>
