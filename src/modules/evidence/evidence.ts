import { auditEntry } from '#platform/audit'
import { dayOf, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Upload } from '#platform/form'
import type { Actor } from '#platform/http'
import type { FileRefusal, Storage } from '#platform/storage'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { sha256Of } from './contents.ts'
import { insertExample } from './example.ts'
import type { Details, Listed, Owner, Piece, Place, ShownRevision, State } from './piece.ts'
import { mayAdd, mayChange, mayList, mayOpen } from './policy.ts'
import * as store from './store.ts'

/** What a revision is made of: one of both. */
export type Contents = { link: string } | { file: Upload }
export type Refused = FileRefusal | { status: 'unknown-owner' }
/** `withdrawn`: it counts no longer, so it does not change any more. */
export type Changed = { status: 'changed' } | { status: 'changed-meanwhile'; version: number } | { status: 'withdrawn' }

export type PieceView = { place: Place; piece: Piece; revisions: ShownRevision[]; ownerName: string | undefined; mayChange: boolean }
/** `above`: it is of the board (or school) that this organisation belongs to, and counts here too; it `opens` for who works there. */
export type ListView = { place: Place; items: (Listed & { above: boolean; opens: boolean })[]; total: number; page: number; pages: number; mayOpen: boolean; mayAdd: boolean }
export type Table = Pick<ListView, 'place' | 'items'> & { at: Date }
export type Colleague = { id: string; name: string }
export type Named = { id: string; title: string; state: State }

export const PER_PAGE = 25
/** Of one organisation with what is above it, in a spreadsheet; 59 conditions with 80 pieces each. */
const ROWS_AT_MOST = 5000

type Needs = { db: Db; clock: Clock; storage: Storage; instruments: Instruments; organisations: Organisations; people: People }

export function createEvidence({ db, clock, storage, instruments, organisations, people }: Needs) {
  const today = () => dayOf(clock.now())
  const isCondition = (id: string) => instruments.current.condition(id) !== undefined

  /** Who is not allowed to do this here does not hear whether it exists. */
  async function placeOf(actor: Actor, organisationId: string, allows: (held: Place['right'] | undefined) => boolean): Promise<Place> {
    const right = actor.standing.get(organisationId)?.right
    const organisation = right && allows(right) ? await organisations.byId(organisationId) : undefined
    if (!organisation || !right) throw notFound('There is no such organisation for you.')
    return { id: organisation.id, name: organisation.name, right }
  }

  /** The person who does something here: what is kept says who did it. */
  async function personAt(actor: Actor, organisationId: string, allows: Parameters<typeof placeOf>[2]): Promise<string> {
    await placeOf(actor, organisationId, allows)
    if (!actor.person) throw notFound('There is no such organisation for you.')
    return actor.person.id
  }

  const audit = (tx: Db, actor: Actor, verb: string, organisationId: string, id: string) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject: id, organisationId }))

  /** The names of people that are still known here; who was erased has none. */
  async function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))]
    const accounts = wanted.length === 0 ? new Map<string, { name: string }>() : await people.byIds(wanted)
    return new Map([...accounts].map(([id, { name }]) => [id, name]))
  }
  const personOf = (owner: Owner) => (owner.kind === 'person' ? owner.personId : null)

  /** A person can be owner who works here now, or who already was the owner of this piece. */
  async function isOwnerHere(owner: Owner, organisationId: string, before?: Owner): Promise<boolean> {
    if (owner.kind !== 'person' || (before?.kind === 'person' && before.personId === owner.personId)) return true
    return mayOpen((await organisations.standingOf(owner.personId)).get(organisationId)?.right)
  }

  /** Who may be the owner: who works on evidence here, at the board above included; by name. */
  async function colleaguesAt(organisationId: string): Promise<Colleague[]> {
    const above = (await organisations.above([organisationId])).get(organisationId) ?? []
    const members = (await organisations.membersOf([organisationId, ...above])).filter(({ right }) => mayOpen(right))
    const names = await namesOf(members.map(({ personId }) => personId))
    return [...names].map(([id, name]) => ({ id, name })).toSorted((one, other) => one.name.localeCompare(other.name, 'nl'))
  }

  async function contentsOf(tx: Db, contents: Contents): Promise<{ status: 'ok'; link: string | null; fileId: string | null; sha256: string } | FileRefusal> {
    if ('link' in contents) return { status: 'ok', link: contents.link, fileId: null, sha256: sha256Of(contents.link) }
    const put = await storage.put(tx, contents.file)
    return put.status === 'stored' ? { status: 'ok', link: null, fileId: put.file.id, sha256: put.file.sha256 } : put
  }

  async function page(actor: Actor, organisationId: string, filter: store.Filter, asked: number, limit: number): Promise<ListView> {
    const place = await placeOf(actor, organisationId, mayList)
    const above = (await organisations.above([organisationId])).get(organisationId) ?? []
    const at = (number: number) => store.listPieces(db, [organisationId, ...above], filter, today(), { offset: (number - 1) * limit, limit })
    const first = await at(asked)
    const pages = Math.max(1, Math.ceil(first.total / limit))
    // A page beyond the last, after pieces went: the last one.
    const { pieces, total } = asked > pages ? await at(pages) : first
    const names = await namesOf(pieces.map(({ owner }) => personOf(owner)))
    const items = pieces.map((piece) => ({
      ...piece,
      ownerName: names.get(personOf(piece.owner) ?? ''),
      above: piece.organisationId !== organisationId,
      opens: mayOpen(actor.standing.get(piece.organisationId)?.right),
    }))
    return { place, items, total, page: Math.min(asked, pages), pages, mayOpen: mayOpen(place.right), mayAdd: mayAdd(place.right) }
  }

  return {
    isCondition,
    conditions: () => instruments.current.conditions.map(({ id, title }) => ({ id, title })),
    responsibilities: () => instruments.current.edition.responsibilities,

    list: (actor: Actor, organisationId: string, filter: store.Filter, asked = 1) => page(actor, organisationId, filter, asked, PER_PAGE),

    /** Everything for a spreadsheet; with links, owners and descriptions, so for who works here. */
    async table(actor: Actor, organisationId: string): Promise<Table> {
      await placeOf(actor, organisationId, mayOpen)
      const { items, place } = await page(actor, organisationId, { condition: undefined, state: undefined }, 1, ROWS_AT_MOST)
      return { place, items, at: clock.now() }
    },

    /** For the form of a new piece. */
    async newPiece(actor: Actor, organisationId: string): Promise<{ place: Place; colleagues: Colleague[] }> {
      const place = await placeOf(actor, organisationId, mayAdd)
      return { place, colleagues: await colleaguesAt(organisationId) }
    },

    view,

    /** For who may change it; others do not hear that there is such a page. */
    async viewToChange(actor: Actor, organisationId: string, id: string): Promise<PieceView & { colleagues: Colleague[] }> {
      const seen = await view(actor, organisationId, id)
      if (!seen.mayChange) throw notFound('There is no such piece of evidence for you.')
      return { ...seen, colleagues: await colleaguesAt(organisationId) }
    },

    /** `id` comes with the form, so that the same form sent twice makes one piece. */
    async add(actor: Actor, organisationId: string, id: string, details: Details, contents: Contents): Promise<{ status: 'added'; id: string } | Refused> {
      const by = await personAt(actor, organisationId, mayAdd)
      if (!(await isOwnerHere(details.owner, organisationId))) return { status: 'unknown-owner' }
      return db.tx(async (tx) => {
        const at = clock.now()
        if (await store.wasMadeBy(tx, { id, organisationId, by })) return { status: 'added', id }
        const made = await contentsOf(tx, contents)
        if (made.status !== 'ok') return made
        const { status: _, ...revision } = made
        if (await store.insertPiece(tx, { id, organisationId, by, at }, details)) {
          await store.insertRevision(tx, id, { ...revision, number: 1, addedBy: by, addedAt: at })
          await audit(tx, actor, 'evidence.added', organisationId, id)
          return { status: 'added', id }
        }
        // The same form came in twice at once, and the other was first.
        if (revision.fileId) await storage.remove(tx, [revision.fileId])
        if (await store.wasMadeBy(tx, { id, organisationId, by })) return { status: 'added', id }
        throw notFound('There is no such piece of evidence.')
      })
    },

    /** A new link or file; the ones before it stay. The same contents once more change nothing. */
    async revise(actor: Actor, organisationId: string, id: string, version: number, contents: Contents): Promise<Changed | FileRefusal> {
      const by = await personAt(actor, organisationId, mayAdd)
      const sha256 = sha256Of('link' in contents ? contents.link : contents.file.bytes)
      return db.tx(async (tx) => {
        const before = await locked(tx, organisationId, id)
        if (before.withdrawn) return { status: 'withdrawn' }
        if (before.sha256 === sha256) return { status: 'changed' }
        if (before.version !== version) return { status: 'changed-meanwhile', version: before.version }
        const made = await contentsOf(tx, contents)
        if (made.status !== 'ok') return made
        const { status: _, ...revision } = made
        const at = clock.now()
        const number = before.revision + 1
        await store.insertRevision(tx, id, { ...revision, number, addedBy: by, addedAt: at })
        await store.updateRevision(tx, id, number, at)
        await audit(tx, actor, 'evidence.revised', organisationId, id)
        return { status: 'changed' }
      })
    },

    async change(actor: Actor, organisationId: string, id: string, version: number, details: Details): Promise<Changed | { status: 'unknown-owner' }> {
      await placeOf(actor, organisationId, mayChange)
      const piece = await store.pieceById(db, organisationId, id, today())
      if (!(await isOwnerHere(details.owner, organisationId, piece?.owner))) return { status: 'unknown-owner' }
      return db.tx(async (tx) => {
        const before = await locked(tx, organisationId, id)
        if (before.withdrawn) return { status: 'withdrawn' }
        if (before.version !== version) return { status: 'changed-meanwhile', version: before.version }
        await store.updateDetails(tx, id, details, clock.now())
        await audit(tx, actor, 'evidence.changed', organisationId, id)
        return { status: 'changed' }
      })
    },

    /** It stays, with its revisions, but counts no longer. Harmless when done twice. */
    async withdraw(actor: Actor, organisationId: string, id: string): Promise<void> {
      const by = await personAt(actor, organisationId, mayChange)
      await db.tx(async (tx) => {
        if ((await locked(tx, organisationId, id)).withdrawn) return
        await store.withdrawPiece(tx, id, by, clock.now())
        await audit(tx, actor, 'evidence.withdrawn', organisationId, id)
      })
    },

    /** A withdrawal undone: it counts again from now on, as far as it is not expired. Harmless when done twice. */
    async restore(actor: Actor, organisationId: string, id: string): Promise<void> {
      await placeOf(actor, organisationId, mayChange)
      await db.tx(async (tx) => {
        if (!(await locked(tx, organisationId, id)).withdrawn) return
        await store.restorePiece(tx, id, clock.now())
        await audit(tx, actor, 'evidence.restored', organisationId, id)
      })
    },

    /** For the demonstration only. */
    seedExample: insertExample,

    async download(actor: Actor, organisationId: string, id: string, number: number) {
      await placeOf(actor, organisationId, mayOpen)
      const piece = await store.pieceById(db, organisationId, id, today())
      const revision = piece && (await store.revisionsOf(db, id)).find((one) => one.number === number)
      const read = revision?.fileId && (await storage.read(db, revision.fileId))
      if (!read) throw notFound('There is no such file.')
      return read
    },

    /** What stands by one condition, that of what the organisation belongs to included; `above` when the caller knows what that is. */
    async forCondition(organisationId: string, conditionId: string, above?: readonly string[]): Promise<Named[]> {
      const known = above ?? (await organisations.above([organisationId])).get(organisationId) ?? []
      const pieces = Map.groupBy(await store.piecesOf(db, [organisationId, ...known], conditionId, today()), (piece) => piece.organisationId)
      return [organisationId, ...known].flatMap((id) => pieces.get(id) ?? []).map(({ id, title, state }) => ({ id, title, state }))
    },

    /** The conditions of each that have evidence which still holds; `above` when the caller knows what each belongs to. */
    async underpinned(organisationIds: readonly string[], above?: ReadonlyMap<string, readonly string[]>): Promise<Map<string, Set<string>>> {
      const known = above ?? (await organisations.above(organisationIds))
      const held = Map.groupBy(await store.heldConditions(db, [...new Set([...organisationIds, ...[...known.values()].flat()])], today()), (row) => row.organisationId)
      const conditionsOf = (id: string) => [id, ...(known.get(id) ?? [])].flatMap((one) => held.get(one) ?? []).map(({ conditionId }) => conditionId)
      return new Map(organisationIds.map((id) => [id, new Set(conditionsOf(id))]))
    },
  }

  async function view(actor: Actor, organisationId: string, id: string): Promise<PieceView> {
    const place = await placeOf(actor, organisationId, mayOpen)
    const piece = await store.pieceById(db, organisationId, id, today())
    if (!piece) throw notFound('There is no such piece of evidence.')
    const revisions = await store.revisionsOf(db, id)
    const [names, files] = await Promise.all([
      namesOf([personOf(piece.owner), ...revisions.map(({ addedBy }) => addedBy)]),
      storage.describe(
        db,
        revisions.flatMap(({ fileId }) => fileId ?? []),
      ),
    ])
    const shown = revisions.map(({ fileId, addedBy, ...revision }) => ({ ...revision, addedBy: names.get(addedBy ?? ''), file: files.find((file) => file.id === fileId) }))
    return { place, piece, revisions: shown, ownerName: names.get(personOf(piece.owner) ?? ''), mayChange: mayChange(place.right) }
  }

  async function locked(tx: Db, organisationId: string, id: string) {
    const piece = await store.lockPiece(tx, organisationId, id)
    if (!piece) throw notFound('There is no such piece of evidence.')
    return piece
  }
}

export type Evidence = ReturnType<typeof createEvidence>
