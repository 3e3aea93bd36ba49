import { newestSeal, type Seal } from '#platform/audit-chain'
import { linesOf, type AuditLine } from '#platform/audit'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { pseudonymOf } from '#platform/identity'
import type { Right } from '#platform/rights'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { mayReadLog } from './policy.ts'
import { verbs, type VerbKind } from './verb.ts'

export type Who = { kind: 'person'; name: string } | { kind: 'erased' | 'link' | 'koers' }
export type LogLine = Omit<AuditLine, 'organisationId'> & { who: Who; organisation: { id: string; name: string } }
export type LogQuery = { kind: VerbKind | undefined; from: string | undefined; until: string | undefined; before: number | undefined }
export type LogView = { place: { id: string; name: string; right: Right }; lines: LogLine[]; next: number | undefined; newest: Seal | undefined }

export const LINES_PER_PAGE = 50
/** A spreadsheet opens this many rows in a few seconds; a period makes the file smaller. */
const LINES_IN_FILE = 20_000

type Needs = { db: Db; organisations: Pick<Organisations, 'byId' | 'childrenOf'>; people: Pick<People, 'byIds'> }

/** Who did what when, for owners: of a board also at its schools. What was answered is not in it. */
export function createLog({ db, organisations, people }: Needs) {
  async function read(actor: Actor, organisationId: string, query: LogQuery, limit: number): Promise<LogView> {
    const right = actor.standing.get(organisationId)?.right
    const organisation = right && mayReadLog(right) ? await organisations.byId(organisationId) : undefined
    if (!organisation || !right) throw notFound('There is no such organisation, or you are not its owner.')
    const below = (await organisations.childrenOf(organisationId)).filter(({ id }) => mayReadLog(actor.standing.get(id)?.right))
    const names = new Map([organisation, ...below].map(({ id, name }) => [id, name]))
    const { kind, ...when } = query
    const found = await linesOf(db, { ...when, organisationIds: [...names.keys()], verbs: kind && verbs[kind] }, limit + 1)
    const shown = found.slice(0, limit)
    const accounts = await people.byIds([...new Set(shown.flatMap((line) => personIn(line.actor) ?? []))])
    return {
      place: { id: organisation.id, name: organisation.name, right },
      lines: shown.map(({ organisationId: at, ...line }) => ({ ...line, who: whoIs(line.actor, accounts), organisation: { id: at ?? '', name: names.get(at ?? '') ?? '' } })),
      next: found.length > limit ? shown.at(-1)?.id : undefined,
      newest: await newestSeal(db),
    }
  }

  return {
    page: (actor: Actor, organisationId: string, query: LogQuery) => read(actor, organisationId, query, LINES_PER_PAGE),
    table: (actor: Actor, organisationId: string, query: LogQuery) => read(actor, organisationId, query, LINES_IN_FILE),
  }
}

export type Log = ReturnType<typeof createLog>

const PERSON = pseudonymOf('')
const personIn = (actor: string) => (actor.startsWith(PERSON) ? actor.slice(PERSON.length) : undefined)

function whoIs(actor: string, accounts: ReadonlyMap<string, { name: string; email: string }>): Who {
  const id = personIn(actor)
  if (id === undefined) return { kind: actor === 'koers' ? 'koers' : 'link' }
  const account = accounts.get(id)
  return account ? { kind: 'person', name: account.name || account.email } : { kind: 'erased' }
}
