import { Hono } from 'hono'
import { join } from 'node:path'
import type { HttpEnv } from '#platform/http'
import type { Lang } from '#platform/i18n'
import type { Module } from '#platform/module'
import { root } from '#platform/root'
import type { Assessments } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import type { Organisations } from '#modules/organisations'
import { loadArticle } from './article.ts'
import { createHealth } from './health.ts'
import type { Portal } from './index.ts'
import { articlePage } from './pages/article.tsx'
import { examplePages } from './pages/example.tsx'
import { homePage } from './pages/home.tsx'
import { languagePage } from './pages/language.ts'
import { sourcesPage } from './pages/sources.tsx'
import { statusPages } from './pages/status.tsx'
import { wellKnownPages } from './pages/well-known.ts'
import { textIn } from './text.ts'
import { versionIn } from '#platform/version'

export const module: Module<'portal', { instruments: Instruments; organisations: Organisations; assessments: Assessments }, Portal> = {
  name: 'portal',
  about: 'The way in: the start page, the example, sources, help, about, accessibility, status, language and what machines ask first',
  needs: ['instruments', 'organisations', 'assessments'],
  migrations: false,
  create({ config, db, clock }, { instruments, assessments }) {
    const { current } = instruments
    const { mode, publicUrl, securityContact: contact } = config
    const { edition, conditions } = current
    const version = versionIn(root)
    const values = (lang: Lang) => ({
      version,
      contentVersion: edition.version,
      conditions: String(conditions.length),
      responsibilities: String(edition.responsibilities.length),
      levels: edition.levels.map(({ level, name, meaning }) => `- **${level} ${name}.** ${meaning}`).join('\n'),
      contact: contact === undefined ? textIn(lang).contact.none : textIn(lang).contact.known(`[${contact.replace(/^mailto:/, '')}](<${contact}>)`),
    })
    const article = (name: string) => loadArticle(join(root, 'content/portal'), name, values)
    const pages = new Hono<HttpEnv>()
      .route('/', homePage(assessments, current))
      .route('/', examplePages(assessments, instruments))
      .route('/', sourcesPage(current))
      .route('/', articlePage('/hulp', article('hulp')))
      .route('/', articlePage('/over', article('over')))
      .route('/', articlePage('/toegankelijkheid', article('toegankelijkheid')))
      .route('/', statusPages(createHealth({ db, mode, edition, version })))
      .route('/', languagePage({ secure: publicUrl.startsWith('https://') }))
      .route('/', wellKnownPages({ publicUrl, contact, clock }))
    return { verbs: {}, pages }
  },
}
