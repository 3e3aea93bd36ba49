import { randomUUID } from 'node:crypto'
import { dayOf } from '#platform/clock'
import type { Db } from '#platform/db'
import { newId } from '#platform/secret'
import { insertHandovers } from '../handovers/store.ts'
import type { Kind } from '../organisation.ts'
import { normalise, searchWords } from '../search-words.ts'
import { merged, noFacts, type Facts } from './facts.ts'
import { boardSums, keepOrganisations, knownOrganisations, listingsOf, schoolSums, type Known, type Listing, type RegisterOrganisation } from './store.ts'

/** The register with the better names and addresses first: that of DUO itself, then the one made from its list of addresses, then that of pupil counts, which cuts names at 30 characters. */
const registersInOrder = ['official-', 'school-locations', 'po-locations-with-board']

/** What the registers together say of one organisation; what is gone from a register still tells what no other register does. */
type Picture = { facts: Facts; source: string | null; gone: boolean }

function pictureOf(listings: readonly Listing[]): Picture {
  const rank = (listing: Listing) => (listing.goneAt ? registersInOrder.length : 0) + registersInOrder.findIndex((name) => listing.register.startsWith(name))
  const inOrder = listings.toSorted((one, other) => rank(one) - rank(other) || one.register.localeCompare(other.register))
  return {
    facts: merged(inOrder.map((listing) => listing.facts)),
    source: inOrder.find((listing) => listing.facts.name !== null)?.register ?? null,
    gone: listings.length > 0 && inOrder.every((listing) => listing.goneAt !== null),
  }
}

const kindOf = (code: string): Kind => (/^\d+$/.test(code) ? 'board' : code.length === 4 ? 'school' : 'location')
const distinct = (codes: Iterable<string | null>) => [...new Set(codes)].filter((code) => code !== null)

/**
 * Makes the organisations of these codes anew from their listings, with the schools and boards above them: a location from what
 * the registers say, a school from its own listing and its locations, a board from its own listing and its schools.
 */
export async function redraw(tx: Db, codes: readonly string[], now: Date): Promise<void> {
  const locations = codes.filter((code) => kindOf(code) === 'location')
  const schools = distinct([...codes.filter((code) => kindOf(code) === 'school'), ...locations.map((code) => code.slice(0, 4))])
  const listings = Map.groupBy(await listingsOf(tx, [...locations, ...schools]), (listing) => listing.code)
  const before = await knownOrganisations(tx, [...locations, ...schools])
  const boards = distinct([
    ...codes.filter((code) => kindOf(code) === 'board'),
    ...before.map((known) => known.boardNumber),
    ...[...listings.values()].map((own) => pictureOf(own).facts.boardNumber),
  ])
  const boardListings = Map.groupBy(await listingsOf(tx, boards), (listing) => listing.code)
  const ids = new Map([...before, ...(await knownOrganisations(tx, boards))].map((known) => [known.code, known.id]))
  const idOf = (code: string) => ids.get(code) ?? ids.set(code, randomUUID()).get(code)!

  await keepOrganisations(
    tx,
    locations.map((code) => {
      const brin4 = code.slice(0, 4)
      return drawn(code, pictureOf(listings.get(code) ?? []), { id: idOf(code), parentId: idOf(brin4), brin4, brin6: code })
    }),
    now,
  )

  const schoolSum = new Map((await schoolSums(tx, schools)).map((sum) => [sum.code, sum]))
  const drawnSchools = schools.map((code) => {
    const own = pictureOf(listings.get(code) ?? [])
    const sum = schoolSum.get(code)
    const facts = sum ? { ...merged([own.facts, sum]), pupils: sum.pupils, pupilsAtLeast: sum.pupilsAtLeast } : own.facts
    const gone = (own.source === null || own.gone) && (sum?.gone ?? true)
    return drawn(
      code,
      { facts, source: own.source ?? sum?.source ?? null, gone },
      { id: idOf(code), parentId: facts.boardNumber && idOf(facts.boardNumber), brin4: code, brin6: null },
    )
  })
  await keepOrganisations(tx, drawnSchools, now)

  const boardSum = new Map((await boardSums(tx, boards)).map((sum) => [sum.code, sum]))
  await keepOrganisations(
    tx,
    boards.map((code) => {
      const own = pictureOf(boardListings.get(code) ?? [])
      const sum = boardSum.get(code)
      const facts = { ...merged([own.facts, { ...noFacts, ...sum }]), boardNumber: code, pupils: sum?.pupils ?? null, pupilsAtLeast: sum?.pupilsAtLeast ?? false }
      const isListed = own.source !== null && !own.gone
      return drawn(code, { facts, source: own.source, gone: !isListed && !sum }, { id: idOf(code), parentId: null, brin4: null, brin6: null })
    }),
    now,
  )
  await recordHandovers(tx, before, drawnSchools, now)
}

/** Schools of which the register now names another board than it did. */
async function recordHandovers(tx: Db, before: readonly Known[], schools: readonly RegisterOrganisation[], now: Date): Promise<void> {
  const known = new Map(before.map((one) => [one.id, one]))
  await insertHandovers(
    tx,
    schools.flatMap(({ id, parentId, boardNumber }) => {
      const was = known.get(id)
      if (!was?.parentId || !parentId || was.parentId === parentId || was.boardNumber === boardNumber) return []
      return [{ id: newId(), organisationId: id, fromId: was.parentId, toId: parentId, kind: 'moved', onDay: dayOf(now), reason: '', source: 'register', recordedBy: null }]
    }),
  )
}

function drawn(code: string, { facts, source, gone }: Picture, place: Pick<RegisterOrganisation, 'id' | 'parentId' | 'brin4' | 'brin6'>): RegisterOrganisation {
  const kind = kindOf(code)
  const name = facts.name ?? (kind === 'board' ? `Bestuur ${code}` : code)
  return {
    ...facts,
    ...place,
    kind,
    name,
    nameKnown: facts.name !== null,
    source,
    gone,
    search: normalise(`${name} ${facts.place ?? ''}`),
    words: searchWords({ name, place: facts.place, code }),
  }
}
