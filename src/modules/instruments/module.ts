import { join } from 'node:path'
import type { Module } from '#platform/module'
import { root } from '#platform/root'
import { instrumentApi } from './api.ts'
import { instrumentCli } from './cli.ts'
import { createInstruments, type Instruments } from './instruments.ts'
import { loadInstrument } from './load.ts'

export const module: Module<'instruments', Record<never, never>, Instruments> = {
  name: 'instruments',
  about: 'The content: responsibilities, conditions, levels, needs, sources and norms, by edition',
  needs: [],
  migrations: true,
  create({ db, clock }) {
    const { start, ...verbs } = createInstruments({ db, clock, edition: loadInstrument(join(root, 'content/instruments/ict-voorwaarden')) })
    return { verbs, api: { base: '/api/instruments/v1', operations: instrumentApi(verbs) }, cli: instrumentCli(verbs), start }
  },
}
