import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import { FILE_AT_MOST } from '#platform/storage'
import type { Instruments } from '#modules/instruments'
import type { Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { evidenceApi } from './api.ts'
import { createEvidence, type Evidence } from './evidence.ts'
import { keeper } from './keeper.ts'
import { changePages } from './pages/change.tsx'
import { listPages } from './pages/list.tsx'
import { newPages } from './pages/new.tsx'
import { piecePages } from './pages/piece.tsx'
import { reminderJob } from './reminder.ts'
import { portable } from './portable.ts'

export const module: Module<'evidence', { instruments: Instruments; notifications: Notifications; organisations: Organisations; people: People }, Evidence> = {
  name: 'evidence',
  about: 'Evidence: links and files that underpin conditions, with revisions, an owner, a last day of validity and a reminder',
  needs: ['instruments', 'notifications', 'organisations', 'people'],
  migrations: true,
  create({ db, clock, storage, config }, { instruments, notifications, organisations, people }) {
    const { publicUrl } = config
    const evidence = createEvidence({ db, clock, storage, instruments, organisations, people })
    const pages = new Hono<HttpEnv>().route('/', listPages(evidence, publicUrl)).route('/', newPages(evidence)).route('/', piecePages(evidence)).route('/', changePages(evidence))
    return {
      verbs: evidence,
      pages,
      uploads: [{ path: /^\/organisaties\/[\w-]+\/bewijs\/(nieuw|[\w-]{16}\/versies)$/, filesAtMost: FILE_AT_MOST }],
      portable,
      api: { base: '/api/evidence/v1', operations: evidenceApi(evidence) },
      jobs: [reminderJob({ notifications, organisations })],
      keeper: keeper(db),
    }
  },
}
