import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUp } from '#platform/backup/backup'
import { root } from '#platform/root'
import { versionIn } from '#platform/version'
import { migrations } from '../../src/migrations.ts'
import { testApp } from '../support/app.ts'
import { project } from '../support/folders.ts'
import { seenBy, type Seen } from '../support/released.ts'
import { wholeBoard } from '../support/whole-board.ts'

/**
 * `npm run release`: keeps what a version leaves behind for those after it, in `tests/released/<version>/`: its migrations by hash,
 * a database as it made it, and what a person saw there. Once for each version; what was kept never changes.
 */
const version = versionIn(root)
const folder = join(project, 'tests/released', version)

test(`the release of ${version}`, { timeout: 120_000 }, async () => {
  if (existsSync(folder)) return
  const app = await testApp({ seeded: true })
  const { board, schools, rounds, campaigns, action, owner } = await wholeBoard(app, { mark: 'Wegwijzer', code: '41786' })
  const places = [board, ...schools]
  await app.runJobs()
  const paths = [
    ...Object.values(rounds).flatMap((round) => [`/api/assessments/v1/measurements/${round}`, `/api/assessments/v1/measurements/${round}/answers`]),
    `/api/reports/v1/measurements/${rounds.adoptedOfBoard}/report`,
    `/api/organisations/v1/my-organisations`,
    ...campaigns.map((campaign) => `/api/campaigns/v1/campaigns/${campaign}`),
    `/api/campaigns/v1/rounds/${rounds.adoptedOfSchool}/agenda`,
    `/api/plans/v1/actions/${action}`,
    ...places.flatMap((place) => [
      `/api/organisations/v1/organisations/${place}/members`,
      `/api/campaigns/v1/organisations/${place}/campaigns`,
      `/api/plans/v1/organisations/${place}/actions`,
      `/api/evidence/v1/organisations/${place}/evidence`,
      `/api/practices/v1/organisations/${place}/practices`,
      `/api/overviews/v1/organisations/${place}/picture`,
    ]),
  ]
  const pages = places.flatMap((place) => ['', '/rondes', '/plan', '/bewijs', '/groei', '/mensen', '/logboek'].map((page) => `/organisaties/${place}${page}`))
  const cookie = `${owner.cookie.name}=${owner.cookie.value}`
  const seen: Seen = { at: app.clock.now().toISOString(), cookie, pages, answers: await seenBy(app.fetch, cookie, paths) }
  mkdirSync(folder, { recursive: true })
  const hashes = Object.fromEntries(migrations().map(({ name, text }) => [name, createHash('sha256').update(text).digest('hex')]))
  writeFileSync(join(folder, 'migrations.json'), `${JSON.stringify(hashes, null, 2)}\n`)
  writeFileSync(join(folder, 'seen.json'), `${JSON.stringify(seen)}\n`)
  expect((await backUp(app.db, join(folder, 'database.backup'), { clock: app.clock, version })).rows).toBeGreaterThan(0)
})
