import type { Module } from '#platform/module'
import type { Portable } from '#platform/portable'
import { root } from '#platform/root'
import { versionIn } from '#platform/version'
import type { Instruments } from '#modules/instruments'
import type { Moving, Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { createBringIn } from './bring-in.ts'
import { transferCli } from './cli.ts'
import { takeOutPages } from './pages/take-out.tsx'
import { createTakeOut, type Transfer } from './take-out.ts'

type Needs = { instruments: Instruments; people: People; organisations: Organisations & { moving: Moving }; portables: readonly Portable[] }

export const module: Module<'transfer', Needs, Transfer> = {
  name: 'transfer',
  about: 'All of one organisation in a file that can be read without Koers, and back into another installation',
  needs: ['instruments', 'people', 'organisations'],
  migrations: false,
  create({ db, clock, storage }, needs) {
    const all = { db, clock, storage, version: versionIn(root), ...needs }
    const transfer = createTakeOut(all)
    return { verbs: transfer, pages: takeOutPages(transfer), cli: transferCli({ takeOutFor: transfer.takeOutFor, incoming: createBringIn(all) }) }
  },
}
