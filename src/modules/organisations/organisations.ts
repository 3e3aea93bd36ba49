import { randomUUID } from 'node:crypto'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Person, PersonFunction, Right, Standing } from '#platform/rights'
import { newId } from '#platform/secret'
import type { Sql } from '#platform/sql'
import { importDuo } from './duo/import.ts'
import type { ImportProgress, ImportReport } from './duo/report.ts'
import { isId, kinds, type Kind, type Organisation, type Sector } from './organisation.ts'
import { question } from './search-words.ts'
import { splitBySecondStep, standingFrom, type Membership, type Reached } from './membership.ts'
import { insertMembership, membersOf, ownedOnlyBy, ownersOf, reachFor, reachOf } from './memberships/store.ts'
import {
  visitorsWithoutMembers,
  addOrganisations,
  ancestorsOf,
  changeTrial,
  childrenOf,
  deleteTrial,
  findOrganisations,
  namesOf,
  organisationById,
  sizeOfBoard,
  withChildren,
  type BoardSize,
} from './store.ts'

export type TrialOrganisation = { name: string; scope: 'board' | 'school'; sector: Sector | null }
export type DemoBoard = { name: string; place: string; sector: Sector; schools: readonly { name: string; place: string; sector?: Sector; pupils: number }[] }

export type Organisations = {
  /** The organisation of a visitor's measurement, in the transaction of the one who makes the measurement. */
  createTrial(trial: TrialOrganisation, tx: Db): Promise<{ id: string }>
  /** @throws {Refusal} not-found when it is not a visitor's. */
  describeTrial(id: string, trial: TrialOrganisation, tx: Db): Promise<void>
  /** Leaves every other organisation alone; harmless when done twice. */
  removeTrial(id: string, tx: Db): Promise<void>
  /** A board with its schools for the demonstration; the ids of the schools in the order given. */
  createDemo(board: DemoBoard, tx: Db): Promise<{ board: string; schools: string[] }>
  /** By name, place, BRIN or board number, as one types. From the register only; at most 20. Never fails on what was typed. */
  search(query: string, options?: { kinds?: readonly Kind[]; limit?: number }): Promise<Organisation[]>
  byId(id: string, tx?: Db): Promise<Organisation | undefined>
  /** An organisation with its children, as `childrenOf` gives them, in one statement. */
  withChildren(id: string): Promise<{ organisation: Organisation; children: Organisation[] } | undefined>
  /** The schools of a board (or the locations of a school) that are not gone, by name. */
  childrenOf(id: string): Promise<Organisation[]>
  /** Its name as people know it; undefined when there is none. */
  nameOf(id: string): Promise<string | undefined>
  /** The same of several, in one question; those that do not exist are left out. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Its address on this site. */
  pathOf(id: string): string
  /** Who belongs to these organisations themselves, not through their board; in one question. */
  membersOf(organisationIds: readonly string[], tx?: Db): Promise<Membership[]>
  /** The persons who own it, through its board too. */
  owners(organisationId: string): Promise<string[]>
  /**
   * What would have no owner without this person; measurements that a visitor began included. In a transaction it stays so until the
   * end, for whoever changes who owns them waits.
   */
  ownedOnlyBy(personId: string, tx?: Db): Promise<Pick<Organisation, 'id' | 'name' | 'origin'>[]>
  /** Of these, the ones a visitor made and that are in no account. */
  visitorsWithoutMembers(ids: readonly string[], tx: Db): Promise<string[]>
  /** Sector and number of schools, for comparing like with like; undefined for what is not a board of the register, or gone from it. */
  sizeOfBoard(id: string, tx?: Db): Promise<BoardSize | undefined>
  /** Every organisation in someone's reach, as part of a larger question; asked once for each request of someone who is signed in. */
  reachFor(personId: Sql): Sql
  /** How they stand to each of these, and which their session may not see without second step. */
  reachFrom(rows: readonly Reached[], person: Pick<Person, 'passedSecondStep'>): Pick<Actor, 'standing' | 'withheld'>
  /** How anyone stands to what is in their reach, whatever their session. */
  standingOf(personId: string, tx?: Db): Promise<ReadonlyMap<string, Standing>>
  /** What each of these belongs to: the board of a school, the school and the board of a location; nearest first. */
  above(ids: readonly string[], tx?: Db): Promise<ReadonlyMap<string, readonly string[]>>
  /** Lets someone belong to an organisation; false when they do already. Who may grant is for the caller to have asked. */
  grant(tx: Db, membership: { personId: string; organisationId: string; functions: readonly PersonFunction[]; right: Right; grantedBy: string | null }): Promise<boolean>
  /** Reads every .csv in the folder. @throws {ImportFolderError} when the folder cannot be read. */
  importDuo(folder: string, options?: { onProgress?: (progress: ImportProgress) => void }): Promise<ImportReport>
}

const mostResults = 20

export function createOrganisations({ db, clock }: { db: Db; clock: Clock }): Organisations {
  return {
    async createTrial({ name, scope, sector }, tx) {
      const id = randomUUID()
      await addOrganisations(tx, [{ id, kind: scope, origin: 'visitor', name, sector }])
      return { id }
    },
    async describeTrial(id, { name, scope, sector }, tx) {
      if (!(await changeTrial(tx, id, scope, name, sector))) throw notFound(`There is no trial organisation ${id}.`)
    },
    removeTrial: (id, tx) => deleteTrial(tx, id),
    async createDemo(board, tx) {
      const id = randomUUID()
      const schools = board.schools.map((school) => ({ sector: board.sector, ...school, id: randomUUID(), kind: 'school' as const, origin: 'demo' as const, parentId: id }))
      const pupils = schools.reduce((sum, school) => sum + school.pupils, 0)
      await addOrganisations(tx, [{ id, kind: 'board', origin: 'demo', name: board.name, sector: board.sector, place: board.place, pupils }, ...schools])
      return { board: id, schools: schools.map((school) => school.id) }
    },
    async search(query, { kinds: wanted = kinds, limit = 10 } = {}) {
      const asked = question(query)
      if (!asked) return []
      return findOrganisations(db, { ...asked, kinds: wanted, limit: Math.min(Math.max(Math.trunc(limit), 1), mostResults) })
    },
    async byId(id, tx = db) {
      return isId(id) ? organisationById(tx, id) : undefined
    },
    nameOf: async (id) => (isId(id) ? (await organisationById(db, id))?.name : undefined),
    namesOf: async (ids) => new Map((await namesOf(db, ids.filter(isId))).map(({ id, name }) => [id, name])),
    pathOf: (id) => `/organisaties/${id}`,
    membersOf: (ids, tx = db) => membersOf(tx, ids),
    owners: async (id) => [...new Set((await ownersOf(db, id)).map((owner) => owner.personId))],
    async withChildren(id) {
      const found = isId(id) ? await withChildren(db, id) : []
      const organisation = found.find((one) => one.id === id.toLowerCase())
      return organisation && { organisation, children: found.filter((one) => one !== organisation) }
    },
    visitorsWithoutMembers: (ids, tx) => visitorsWithoutMembers(tx, ids),
    ownedOnlyBy: (personId, tx = db) => ownedOnlyBy(tx, personId),
    childrenOf: (id) => childrenOf(db, id),
    sizeOfBoard: async (id, tx = db) => (isId(id) ? sizeOfBoard(tx, id) : undefined),
    reachFor,
    reachFrom(rows, { passedSecondStep }) {
      const { open, withheld } = splitBySecondStep(rows, passedSecondStep)
      return { standing: standingFrom(open), withheld }
    },
    standingOf: async (personId, tx = db) => standingFrom(await reachOf(tx, personId)),
    above: async (ids, tx = db) => new Map((await ancestorsOf(tx, ids)).map(({ id, above }) => [id, above])),
    grant: (tx, membership) => insertMembership(tx, { ...membership, id: newId(), since: clock.now() }),
    importDuo: (folder, { onProgress = () => {} } = {}) => importDuo({ db, clock, folder, onProgress }),
  }
}
