import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { OpenDb } from '#platform/db'
import { anyone } from '#platform/identity'
import { root } from '#platform/root'
import { sql } from '#platform/sql'
import type { Assessments } from '#modules/assessments'
import type { Organisations } from '#modules/organisations'
import { testClock } from '../../../tests/support/clock.ts'
import { realInstrument } from '../../../tests/support/content.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { testPlatform } from '../../../tests/support/platform.ts'
import { createAssessments } from '../assessments/assessments.ts'
import { createInstruments } from '../instruments/instruments.ts'
import { insertExample as exampleCampaign } from '../campaigns/example.ts'
import { insertExample as exampleEvidence } from '../evidence/example.ts'
import { createOrganisations } from '../organisations/organisations.ts'
import { insertExample as examplePlan } from '../plans/example.ts'
import { loadStory } from './load.ts'
import { module, type Needs } from './module.ts'
import { seed } from './seed.ts'

const clock = testClock('2026-10-01T08:00:00Z')
const story = loadStory(join(root, 'content/demo'), realInstrument)
const FINISHED = 13 * 3
const ROUNDS = FINISHED + 13

/** What the other services make for the demonstration, as they do. */
const others = { campaigns: { seedExample: exampleCampaign, example: async () => undefined }, plans: { seedExample: examplePlan }, evidence: { seedExample: exampleEvidence } }

let db: OpenDb
let organisations: Organisations
let assessments: Assessments
let instruments: ReturnType<typeof createInstruments>

beforeEach(async () => {
  db = await testDatabase()
  instruments = createInstruments({ db, clock, edition: realInstrument.edition })
  await instruments.start()
  organisations = createOrganisations({ db, clock })
  assessments = createAssessments({ db, clock, instruments, organisations })
})

const demo = async (mode: 'trial' | 'production' = 'trial') => {
  const platform = await testPlatform(db, clock)
  return module.create({ ...platform, config: { ...platform.config, mode } }, { instruments, organisations, assessments, ...others } as unknown as Needs)
}

const counts = () =>
  db.one<Record<'organisations' | 'rounds' | 'answers' | 'audit', number>>(sql`
    select (select count(*) from organisations.organisation) as organisations, (select count(*) from assessments.round) as rounds,
           (select count(*) from assessments.answer) as answers, (select count(*) from audit.entry) as audit`)
const nothing = { organisations: 0, rounds: 0, answers: 0, audit: 0 }

describe('the start of the trial mode', () => {
  test('makes a board, twelve schools, three adopted rounds of each and one under way, that everyone may read', async () => {
    await (await demo()).start?.()
    expect(await counts()).toMatchObject({ organisations: 13, rounds: ROUNDS, audit: 1 })
    const rounds = await assessments.examples()
    expect(rounds.filter((round) => round.scope === 'board')).toHaveLength(4)
    expect(rounds.every((round) => round.example)).toBe(true)
    expect(rounds.filter((round) => round.finishedAt !== null && round.adoption !== null)).toHaveLength(FINISHED)
    expect(await assessments.verifyAdopted()).toEqual({ checked: FINISHED, changed: [] })

    const board = await assessments.history(anyone, (await assessments.example()) ?? '')
    expect(board.round).toMatchObject({ name: story.board.name, number: 3, sector: 'po' })
    expect(board.earlier.map((earlier) => earlier.answers.size)).toEqual([53, 59])
    expect(board.answers.size).toBe(59)
    expect(board.inconsistencies.length).toBeGreaterThanOrEqual(4)
    expect(board.inconsistencies.length).toBeLessThanOrEqual(6)
  })

  test('keeps everything that an answer says', async () => {
    await (await demo()).start?.()
    const { answers } = await assessments.history(anyone, (await assessments.example()) ?? '')
    expect(answers.get('4.2')).toMatchObject({
      judgement: { kind: 'level', level: 2 },
      answeredBy: 'IBP',
      arrangedBy: 'board',
      wish: { desiredLevel: 3, owner: 'Functioneel beheerder', term: '2027-02-01' },
    })
    expect(answers.get('10.2')?.judgement.kind).toBe('not-applicable')
    expect(answers.get('6.2')).toMatchObject({ carried: true, answeredAt: new Date('2025-04-07T08:38:00Z') })
    expect(answers.get('7.1')?.evidenceLink).toMatch(/^https:\/\/example\.org\//)
  })

  test('does nothing the second time', async () => {
    await (await demo()).start?.()
    const after = await counts()
    await (await demo()).start?.()
    expect(await counts()).toEqual(after)
  })

  test('seeds once when two start at the same moment', async () => {
    await Promise.all([(await demo()).start?.(), (await demo()).start?.()])
    expect(await counts()).toMatchObject({ organisations: 13, rounds: ROUNDS, audit: 1 })
  })

  test('leaves nothing behind when it is killed in the middle, and succeeds the next time', async () => {
    let calls = 0
    const dying = {
      example: assessments.example,
      seedExample: (...args: Parameters<Assessments['seedExample']>) => (++calls > 20 ? Promise.reject(new Error('killed')) : assessments.seedExample(...args)),
    }
    await expect(seed({ db, clock, instruments, organisations, assessments: dying, ...others }, story)).rejects.toThrow('killed')
    expect(await counts()).toEqual(nothing)
    await (await demo()).start?.()
    expect(await counts()).toMatchObject({ rounds: ROUNDS })
  })
})

test('in production nothing is made up', async () => {
  await (await demo('production')).start?.()
  expect(await counts()).toEqual(nothing)
})
