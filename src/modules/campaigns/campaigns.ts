import { auditEntry } from '#platform/audit'
import { dayOf, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { personFunctions, type PersonFunction } from '#platform/rights'
import { hashOf, looksLikeKey, newId, newKey } from '#platform/secret'
import type { Adopting, Assessments } from '#modules/assessments'
import type { Instrument, Instruments } from '#modules/instruments'
import type { Membership, Organisation, Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { stateOf, type Campaign, type CampaignForm, type CampaignState, type Part } from './campaign.ts'
import { insertExample } from './example.ts'
import type { Letters } from './letters.ts'
import { askedOf, participantState, type Assignment, type Participant, type ParticipantState } from './participant.ts'
import type { Settled } from './conversation/conversation.ts'
import { settledIn } from './conversation/store.ts'
import { mayAdoptCampaign, mayJoin, mayLead, mayLeadPart, mayReadDissent, maySee, mayWatchPart } from './policy.ts'
import * as store from './store.ts'

export type Placed = { campaign: Campaign; parts: Part[]; state: CampaignState }
export type Progressing = Participant & { name: string; answered: number; asked: number; state: ParticipantState }
export type Leading = Placed & { instrument: Instrument; participants: Progressing[]; assignments: Assignment[]; mayAdopt: boolean }
export type NewGuest = { email: string; label: string; function: PersonFunction | ''; roundId: string }

/** Where someone sits: the round, and who they are in it. */
export type Seat = { campaign: Campaign; part: Part; participant: Participant | undefined; asFunction: PersonFunction | '' }

/** A round with its campaign and who takes part, as its conversation needs it. */
export type AtTable = { campaign: Campaign; part: Part; participants: (Participant & { answered: string[] })[]; nameOf: (participantId: string) => string }

type Needs = { db: Db; clock: Clock; people: People; organisations: Organisations; instruments: Instruments; assessments: Assessments; letters: Letters }

/** The verbs of a round that a board does together. Whoever may not know of it gets 404. */
export function createCampaigns({ db, clock, people, organisations, instruments, assessments, letters }: Needs) {
  const today = () => dayOf(clock.now())
  const gone = () => notFound('There is no such round, or you do not belong to it.')
  const audit = (tx: Db, actor: Actor, verb: string, campaign: Pick<Campaign, 'id' | 'boardId'>, subject = campaign.id) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject, organisationId: campaign.boardId }))

  const placed = async (campaign: Campaign | undefined): Promise<Placed | undefined> =>
    campaign && { campaign, parts: await store.partsOf(db, campaign.id), state: stateOf(campaign, today()) }
  const seen = async (actor: Actor, id: string): Promise<Placed> => {
    const found = await placed(await store.campaignById(db, id))
    if (!found || !maySee(actor, found.campaign, found.parts)) throw gone()
    return found
  }
  const ledBy = (actor: Actor, found: Placed): Placed => {
    if (!mayLead(actor, found.campaign.boardId)) throw gone()
    // A school that went to another board took its list along.
    return { ...found, parts: found.parts.filter((part) => mayLeadPart(actor, part)) }
  }
  const led = async (actor: Actor, id: string): Promise<Placed> => {
    return ledBy(actor, await seen(actor, id))
  }
  const roundIdsOf = (parts: readonly Part[]) => parts.map((part) => part.roundId)
  /** Where someone answers in a round: as the participant they are, or as one they may become by answering. */
  const seat = async (actor: Actor, roundId: string): Promise<Seat> => {
    const found = await store.campaignOfRound(db, roundId)
    const participant = found && (await store.participantFor(db, roundId, actor.person?.id, actor.keys))
    if (!found || !(participant?.byLink || mayJoin(actor, found.part))) throw gone()
    return { ...found, participant, asFunction: participant ? participant.function : (actor.standing.get(found.part.organisationId)?.functions[0] ?? '') }
  }
  /** Joining is answering: who belongs there becomes a participant by their first answer. */
  const join = async (tx: Db, actor: Actor, { campaign, part, participant, asFunction }: Seat): Promise<Participant> => {
    if (participant) {
      if (participant.removed) await store.restoreParticipant(tx, participant.id)
      return participant
    }
    if (!actor.person) throw gone()
    await store.insertParticipants(tx, campaign.id, clock.now(), [
      { id: newId(), roundId: part.roundId, personId: actor.person.id, function: asFunction, label: '', email: null, keyHash: null },
    ])
    const joined = await store.participantFor(tx, part.roundId, actor.person.id, [])
    if (!joined) throw gone()
    return joined
  }
  /** The campaign of a round, for who has a place in its conversation. */
  const placeAtTable = async (actor: Actor, roundId: string, may: (part: Part, campaign: Campaign) => boolean): Promise<AtTable> => {
    const found = await store.campaignOfRound(db, roundId)
    if (!found || !may(found.part, found.campaign)) throw gone()
    const participants = await store.participantsIn(db, roundId)
    const names = await people.byIds(participants.flatMap((one) => (one.personId ? [one.personId] : [])))
    const byId = new Map(participants.map((one) => [one.id, one.personId ? names.get(one.personId)?.name || names.get(one.personId)?.email || '' : one.label]))
    return { ...found, participants, nameOf: (id) => byId.get(id) ?? '' }
  }
  const invite = async (tx: Db, { campaign, parts }: Pick<Placed, 'campaign' | 'parts'>, members: readonly Membership[], actor: Actor) => {
    const byOrganisation = new Map(parts.map((part) => [part.organisationId, part]))
    const wanted = members.flatMap((member) => {
      const part = byOrganisation.get(member.organisationId)
      return part && member.right !== 'reader' ? [{ part, member, id: newId() }] : []
    })
    const added = new Set(
      await store.insertParticipants(
        tx,
        campaign.id,
        clock.now(),
        wanted.map(({ id, part, member }) => ({
          id,
          roundId: part.roundId,
          personId: member.personId,
          function: member.functions[0] ?? '',
          label: '',
          email: null,
          keyHash: null,
        })),
      ),
    )
    const invited = wanted.filter(({ id }) => added.has(id))
    const seats = invited.map(({ part, member }) => ({ personId: member.personId, roundId: part.roundId }))
    await letters.invited(tx, campaign, parts, seats, actor.person?.id)
    return invited.length
  }

  return {
    /** The campaigns of a board, or those in which a school takes part. */
    async listAt(actor: Actor, organisationId: string): Promise<{ campaign: Campaign; state: CampaignState }[]> {
      if (!actor.standing.has(organisationId)) throw gone()
      const campaigns = await store.campaignsAt(db, organisationId)
      return campaigns.map((campaign) => ({ campaign, state: stateOf(campaign, today()) }))
    },

    /** Starts the rounds of the board and the schools, and invites everyone who works there: all of it or nothing. */
    async create(
      actor: Actor,
      board: Organisation,
      schools: readonly Organisation[],
      form: CampaignForm,
    ): Promise<{ status: 'created'; id: string } | { status: 'unknown-school' } | { status: 'takes-part-already' }> {
      if (!mayLead(actor, board.id)) throw gone()
      const chosen = form.scope === 'board' ? [] : schools.filter((school) => form.schools.includes(school.id))
      if (form.scope !== 'board' && chosen.length !== new Set(form.schools).size) return { status: 'unknown-school' }
      const { title, startsOn, endsOn, scope, anonymity, byLink } = form
      const campaign: Campaign = {
        id: newId(),
        boardId: board.id,
        title,
        startsOn,
        endsOn,
        scope,
        anonymity,
        byLink,
        example: false,
        createdBy: actor.person?.id ?? null,
        createdAt: clock.now(),
        closedAt: null,
      }
      const members = await organisations.membersOf([board.id, ...chosen.map((school) => school.id)])
      return db.tx(async (tx) => {
        await store.lockBoard(tx, board.id)
        // A round is part of one campaign, and an organisation has one open round.
        const wanted = [...(scope === 'schools' ? [] : [board.id]), ...chosen.map((school) => school.id)]
        if (await store.anyTakesPart(tx, wanted)) return { status: 'takes-part-already' }
        const parts: Part[] = []
        const begin = async (organisation: Organisation, above: string | null) => {
          const about = { name: organisation.name, scope: organisation.kind === 'board' ? ('board' as const) : ('school' as const), sector: organisation.sector }
          const round = await assessments.startAt(tx, actor, organisation.id, about, above)
          parts.push({ roundId: round.id, organisationId: organisation.id, name: organisation.name, scope: about.scope })
          return round.id
        }
        const above = scope === 'schools' ? null : await begin(board, null)
        for (const school of chosen) await begin(school, above)
        await store.insertCampaign(tx, campaign)
        await store.insertParts(tx, campaign.id, parts)
        await invite(tx, { campaign, parts }, members, actor)
        await audit(tx, actor, 'campaign.created', campaign)
        return { status: 'created', id: campaign.id }
      })
    },

    see: seen,

    /** What a leader sees, and of the demonstration everyone: who takes part and how far they are, in four statements whatever the number of schools. */
    async lead(actor: Actor, id: string): Promise<Leading> {
      const placedHere = await seen(actor, id)
      const found = placedHere.campaign.example ? placedHere : ledBy(actor, placedHere)
      const [all, assignments] = [await store.participantsOf(db, id), await store.assignmentsOf(db, id)]
      const theirs = new Set(roundIdsOf(found.parts))
      const rows = all.filter((row) => theirs.has(row.roundId))
      const names = await people.byIds(rows.flatMap((row) => (row.personId ? [row.personId] : [])))
      const instrument = instruments.current
      const conditionIds = instrument.conditions.map((condition) => condition.id)
      const participants = rows.map(({ answered, ...participant }): Progressing => {
        const asked = askedOf(participant, conditionIds, assignments)
        const done = answered.filter((condition) => asked.includes(condition)).length
        return {
          ...participant,
          name: participant.personId ? names.get(participant.personId)?.name || names.get(participant.personId)?.email || '' : participant.label || participant.email || '',
          answered: done,
          asked: asked.length,
          state: participantState(answered.length === 0 ? 0 : Math.max(done, 1), asked.length, participant.doneAt),
        }
      })
      // Who leads comes first, as in every list of functions; then by name.
      const places: readonly string[] = personFunctions
      participants.sort((one, other) => places.indexOf(one.function) - places.indexOf(other.function) || one.name.localeCompare(other.name, 'nl'))
      return { ...found, instrument, assignments, participants, mayAdopt: mayAdoptCampaign(actor, found.campaign.boardId) }
    },

    async change(actor: Actor, id: string, changed: Pick<Campaign, 'title' | 'startsOn' | 'endsOn' | 'byLink'>): Promise<void> {
      const { campaign } = await led(actor, id)
      await db.tx(async (tx) => {
        await store.updateCampaign(tx, id, changed)
        await audit(tx, actor, 'campaign.changed', campaign)
      })
    },

    /** Invites who came to work there since; those who take part already hear nothing. Returns how many are new. */
    async inviteNewMembers(actor: Actor, id: string): Promise<number> {
      const found = await led(actor, id)
      const members = await organisations.membersOf(found.parts.map((part) => part.organisationId))
      return db.tx(async (tx) => ((await store.lockCampaign(tx, id))?.closedAt === null ? invite(tx, found, members, actor) : 0))
    },

    /** Invites people by a personal link, if the board allows that; each gets a letter with their own link. */
    async inviteGuests(actor: Actor, id: string, guests: readonly NewGuest[]): Promise<{ status: 'invited'; count: number } | { status: 'not-by-link' } | { status: 'closed' }> {
      const { parts } = await led(actor, id)
      if (!guests.every((guest) => parts.some((part) => part.roundId === guest.roundId))) throw gone()
      return db.tx(async (tx) => {
        // Held, so that a list sent twice is invited once, and nobody gets a link to a round that closes meanwhile.
        const campaign = await store.lockCampaign(tx, id)
        if (!campaign || campaign.closedAt) return { status: 'closed' }
        if (!campaign.byLink) return { status: 'not-by-link' }
        const known = await store.participantsOf(tx, id)
        const fresh = guests
          .filter((guest) => !known.some((one) => one.roundId === guest.roundId && one.email === guest.email))
          .map((guest) => ({ ...guest, id: newId(), key: newKey() }))
        await store.insertParticipants(
          tx,
          id,
          clock.now(),
          fresh.map(({ key, ...guest }) => ({ ...guest, personId: null, keyHash: hashOf(key) })),
        )
        for (const guest of fresh) await letters.guest(tx, campaign, guest)
        if (fresh.length > 0) await audit(tx, actor, 'campaign.guests-invited', campaign)
        return { status: 'invited', count: fresh.length }
      })
    },

    /** The old link stops working at once. */
    async sendNewLink(actor: Actor, id: string, participantId: string): Promise<void> {
      const { campaign, parts } = await led(actor, id)
      const key = newKey()
      await db.tx(async (tx) => {
        const participant = await store.renewLink(tx, roundIdsOf(parts), participantId, hashOf(key))
        if (!participant?.email) throw gone()
        await letters.guest(tx, campaign, { email: participant.email, key })
      })
    },

    /** Their answers stay in the comparison of views. A personal link ends; who still belongs there may come back by answering. */
    async removeParticipant(actor: Actor, id: string, participantId: string): Promise<void> {
      const { campaign, parts } = await led(actor, id)
      await db.tx(async (tx) => {
        if (await store.removeParticipant(tx, roundIdsOf(parts), participantId, clock.now())) await audit(tx, actor, 'campaign.participant-removed', campaign)
      })
    },

    async assign(actor: Actor, id: string, assignments: readonly Assignment[]): Promise<void> {
      const { campaign } = await led(actor, id)
      await db.tx(async (tx) => {
        await store.lockCampaign(tx, id)
        await store.replaceAssignments(tx, id, assignments)
        await audit(tx, actor, 'campaign.assigned', campaign)
      })
    },

    /** Reminds everyone who has not said that they are done; once a day. */
    async remind(actor: Actor, id: string): Promise<{ status: 'reminded'; count: number } | { status: 'reminded-today' } | { status: 'closed' }> {
      const { campaign } = await led(actor, id)
      if (campaign.closedAt) return { status: 'closed' }
      return db.tx(async (tx) => {
        if (!(await store.markReminded(tx, id, today()))) return { status: 'reminded-today' }
        const waiting = (await store.participantsOf(tx, id)).filter((participant) => !participant.doneAt)
        await letters.reminded(tx, campaign, waiting, actor.person?.id)
        await audit(tx, actor, 'campaign.reminded', campaign)
        return { status: 'reminded', count: waiting.length }
      })
    },

    /** Ends the answering: all rounds of the campaign are finished, and what was promised about names is carried out. */
    async close(actor: Actor, id: string): Promise<void> {
      const { parts } = await led(actor, id)
      await db.tx(async (tx) => {
        const campaign = await store.lockCampaign(tx, id)
        if (!campaign || campaign.closedAt) return
        await assessments.finishAll(tx, actor, roundIdsOf(parts))
        await store.closeCampaign(tx, campaign, clock.now())
        await letters.closed(tx, campaign, parts, await store.participantsOf(tx, id), actor.person?.id)
        await audit(tx, actor, 'campaign.closed', campaign)
      })
    },

    /** The board adopts all rounds of the campaign in one decision, and closes it when that was not done yet. */
    async adopt(actor: Actor, id: string, decision: { on: string; by: string }): Promise<Adopting> {
      const { campaign: found, parts } = await led(actor, id)
      if (!mayAdoptCampaign(actor, found.boardId)) throw gone()
      if (decision.on > today()) return { status: 'in-future' }
      const roundIds = roundIdsOf(parts)
      return db.tx(async (tx) => {
        const campaign = await store.lockCampaign(tx, id)
        if (!campaign) throw gone()
        if (!campaign.closedAt) {
          await assessments.finishAll(tx, actor, roundIds)
          await store.closeCampaign(tx, campaign, clock.now())
        }
        const adopting = await assessments.adopt(tx, actor, roundIds, decision)
        if (adopting.status === 'adopted') {
          await letters.adopted(tx, campaign, parts, await store.participantsOf(tx, id), actor.person?.id)
          await audit(tx, actor, 'campaign.adopted', campaign)
        }
        return adopting
      })
    },

    /** Where a personal link leads; undefined for a forged one, or when the campaign closed. */
    openedBy: async (key: string) => (looksLikeKey(key) ? store.participantByKey(db, hashOf(key)) : undefined),

    seat,
    /** The rounds in which this person is asked to answer. */
    asked: async (actor: Actor) => (actor.person ? (await store.openPartsOf(db, actor.person.id)).filter((part) => mayJoin(actor, part)) : []),

    join,

    async setDone(actor: Actor, roundId: string, done: boolean): Promise<void> {
      const seated = await seat(actor, roundId)
      await db.tx(async (tx) => {
        const participant = await join(tx, actor, seated)
        await store.setDone(tx, participant.id, done ? clock.now() : null)
      })
    },

    /** What a room settled in a round or in what it corrects, by condition; for another service that asked its own policy who may read the round. */
    async settledIn(actor: Actor, roundIds: readonly string[]): Promise<ReadonlyMap<string, Settled>> {
      const rows = await settledIn(db, roundIds)
      return new Map(
        rows.map(({ conditionId, outcome, reason, agreedBy, settledAt, ...row }) => [
          conditionId,
          { outcome, reason, agreedBy, settledAt, dissent: mayReadDissent(actor, row, row.anonymity) ? row.dissent : null },
        ]),
      )
    },

    leadPart: (actor: Actor, roundId: string) => placeAtTable(actor, roundId, (part) => mayLeadPart(actor, part)),
    watchPart: (actor: Actor, roundId: string) => placeAtTable(actor, roundId, (part, campaign) => mayWatchPart(actor, campaign, part)),

    /** For the demonstration only. */
    seedExample: insertExample,
    example: () => store.exampleCampaign(db),
  }
}

export type Campaigns = ReturnType<typeof createCampaigns>
