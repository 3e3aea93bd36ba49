import { realInstrument } from '../content.ts'
import type { Chance } from './chance.ts'
import type { Cell, Ledger } from './ledger.ts'
import type { Board, Person } from './world.ts'

type Fields = readonly (readonly [string, string])[]
type Answered = { status: number; location: string }

/** Where writers write, and what they are told. `adopting` hears when a board sends its decision; `over`: what was to break is broken. */
export type Load = { url: string; ledger: Ledger; chance: Chance; over(): boolean; acknowledged(): void; adopting(): void }

const AWAY = 503
const WAIT = 429

/** Posts as a browser does. Undefined: the line broke, and nobody knows whether it was stored. */
export async function post(url: string, person: Person, path: string, fields: Fields): Promise<Answered | undefined> {
  try {
    const answer = await fetch(url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: person.cookie, 'content-type': 'application/x-www-form-urlencoded', origin: url, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
    })
    await answer.arrayBuffer()
    return { status: answer.status, location: answer.headers.get('location') ?? '' }
  } catch {
    return undefined
  }
}

let count = 0

/** Writes one cell after another until the line breaks or the database is away, or until Koers asks this person to wait. */
export async function write(load: Load, person: Person, cells: readonly Cell[]): Promise<void> {
  while (!load.over()) {
    const cell = load.chance.oneOf(cells)
    const words = `Woord ${++count}.`
    cell.underWay = words
    const answered = await post(load.url, person, pathOf(cell), fieldsOf(cell, words, load.chance))
    if (answered?.status !== 303) {
      // Nothing says whether a database that went away had stored it.
      if (answered?.status === AWAY || !answered) return
      cell.underWay = ''
      if (answered.status !== WAIT) throw new Error(`${pathOf(cell)} answered ${answered.status}`)
      return
    }
    Object.assign(cell, { acknowledged: words, underWay: '', version: cell.version + 1 })
    load.ledger.acknowledged++
    load.acknowledged()
  }
}

const pathOf = ({ kind, roundId, conditionId }: Cell) => `/metingen/${roundId}/${kind === 'view' ? 'kijk/' : kind === 'settlement' ? 'gesprek/' : ''}${conditionId}`

function fieldsOf({ kind, version }: Cell, words: string, chance: Chance): Fields {
  const level = String(1 + chance.below(4))
  const seen = ['version', String(version)] as const
  if (kind === 'view') return [seen, ['answer', level], ['reason', words]]
  if (kind === 'answer') return [seen, ['answer', level], ['note', words]]
  // Each writer settles conditions that nobody else answers, so answer and settlement have been written equally often.
  return [seen, ['settled', String(version)], ['outcome', chance.below(3) === 0 ? 'find-out' : 'agreed'], ['answer', level], ['reason', words], ['agreedBy', 'Allen']]
}

/** Starts a round with all schools, or finds the one that a kill left open; undefined when the line broke. */
export async function begin(url: string, { id, schools, people: [owner] }: Board): Promise<string | undefined> {
  const list = `/organisaties/${id}/rondes`
  const made = await post(url, owner, `${list}/nieuw`, [
    ['title', 'Meting'],
    ['startsOn', '2026-01-05'],
    ['endsOn', '2036-01-05'],
    ['scope', 'both'],
    ...schools.map((school) => ['schools', school] as const),
    ['anonymity', 'named'],
  ])
  if (made?.status === 303) return made.location.split('/').at(-1)
  if (made && ![422, WAIT, AWAY].includes(made.status)) throw new Error(`A round could not be made: ${made.status}`)
  if (made?.status !== 422) return undefined
  const page = await fetch(url + list, { headers: { cookie: owner.cookie } }).then(
    (answer) => answer.text(),
    () => '',
  )
  return new RegExp(`${list}/([\\w-]{16})"`).exec(page)?.[1]
}

/** Begins a round, adopts it with all its schools in one decision, and so on until the line breaks. */
export async function adopt(load: Load, board: Board): Promise<void> {
  const [owner] = board.people
  while (!load.over()) {
    const campaignId = await begin(load.url, board)
    if (campaignId === undefined) return
    const by = `Besluit ${++count}`
    load.adopting()
    const answered = await post(load.url, owner, `/organisaties/${board.id}/rondes/${campaignId}/vaststellen`, [
      ['on', '2026-01-06'],
      ['by', by],
    ])
    if (answered?.status !== 303) {
      if (answered && ![WAIT, AWAY].includes(answered.status)) throw new Error(`Adopting answered ${answered.status}`)
      return
    }
    load.ledger.adoptions.push({ campaignId, by, rounds: 1 + board.schools.length })
    load.ledger.acknowledged++
    load.acknowledged()
  }
}

/** Every condition of these rounds for this writer. Answers and settlements share a row, so each has its own half. */
export const cellsFor = (kind: Cell['kind'], rounds: readonly string[], person: Person): Cell[] =>
  rounds.flatMap((roundId) =>
    realInstrument.conditions
      .filter((_, place) => kind === 'view' || (place % 2 === 0) === (kind === 'answer'))
      .map(({ id }): Cell => ({ kind, roundId, conditionId: id, personId: person.id, version: 0, acknowledged: '', underWay: '' })),
  )
