import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findChromium, howToGetChromium } from '../../tests/support/chromium.ts'
import { bars } from '../bars.ts'
import { chromiumFlags } from '../chromium-flags.ts'
import { median, type Figure } from '../figure.ts'
import { installPeers } from '../peers/install.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import type { Tally } from '../tally.ts'

const TIMES = 3
const RUN_WITHIN_MS = 120_000
/** On a busy machine Chromium now and then gives no trace or no first paint; such a run says nothing and is done again. */
const ATTEMPTS = 3

/** As a phone on a slow line sees it: Lighthouse's own mobile settings, one page of each type, a new browser for each run. */
export const measureLighthouse: Scenario = async (stage, tally) => {
  installPeers()
  const [{ url }, { open, finished }, govuk] = [await stage.koers(), await stage.filled(), await stage.govuk()]
  const pages = [
    { name: 'question', address: `${url}/metingen/${open.id}/4.3`, cookie: open.cookie },
    { name: 'home', address: `${url}/`, cookie: '' },
    { name: 'task list', address: `${url}/metingen/${open.id}`, cookie: open.cookie },
    { name: 'check', address: `${url}/metingen/${open.id}/controleren`, cookie: open.cookie },
    { name: 'report', address: `${url}/metingen/${finished.id}/rapport`, cookie: finished.cookie },
    { name: 'help', address: `${url}/hulp`, cookie: '' },
    { name: 'GOV.UK question page', address: `${govuk.url}/question/3`, cookie: '' },
  ]
  const figures: Figure[] = []
  for (const page of stage.options.check ? pages.slice(0, 1) : pages) figures.push(...(await ofPage(page, stage, tally).catch((error: Error) => lost(page, error, tally))))
  return figures
}

type Page = { name: string; address: string; cookie: string }
type Seen = { performance: number; accessibility: number; paint: number; shift: number; blocked: number; fails: string[] }

async function ofPage(page: Page, stage: Stage, tally: Tally): Promise<Figure[]> {
  const runs: Seen[] = []
  for (let time = 0; time < (stage.options.check ? 1 : TIMES); time++) runs.push(await seen(page, stage.folder))
  const peer = page.name.startsWith('GOV.UK')
  // Accessibility does not depend on how busy the machine is, so the check judges it.
  tally.add(`lighthouse: ${page.name}`, peer ? [] : [...new Set(runs.flatMap((run) => run.fails))])
  const one = (what: string, unit: Figure['unit'], of: (seen: Seen) => number, bar: Figure['bar']): Figure => {
    const rounds = runs.map(of)
    return { scenario: 'lighthouse', what: `Lighthouse mobile, ${page.name}: ${what}`, unit, value: median(rounds), rounds, ...(bar && !peer ? { bar } : {}) }
  }
  return [
    { ...one('performance', '', (seen) => seen.performance, bars.lighthousePerformance), parts: { 'total blocking time, ms': median(runs.map((run) => run.blocked)) } },
    one('accessibility', '', (seen) => seen.accessibility, bars.lighthouseAccessibility),
    one('largest contentful paint', 's', (seen) => seen.paint, bars.lighthousePaintS),
    one('layout shift', '', (seen) => seen.shift, bars.lighthouseShift),
  ]
}

type Audit = { score: number | null; numericValue?: number; title: string; scoreDisplayMode: string }
type Result = {
  runtimeError?: { message: string }
  finalDisplayedUrl: string
  categories: Record<'performance', { score: number | null }> & Record<'accessibility', { score: number; auditRefs: { id: string }[] }>
  audits: Record<string, Audit>
}

/** The other pages are still worth looking at. */
function lost({ name }: Page, error: Error, tally: Tally): Figure[] {
  tally.add(`lighthouse: ${name}`, [error.message])
  return []
}

async function seen(page: Page, folder: string): Promise<Seen> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await look(page, folder)
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
      console.error(`lighthouse: ${page.name} once more, since ${(error as Error).message.split('\n')[0]}`)
    }
  }
}

async function look({ address, cookie }: Page, folder: string): Promise<Seen> {
  const headers = join(folder, 'lighthouse-headers.json')
  writeFileSync(headers, JSON.stringify(cookie === '' ? {} : { Cookie: cookie }))
  const result: Result = JSON.parse(await lighthouse([address, `--extra-headers=${headers}`]))
  if (result.runtimeError) throw new Error(`Lighthouse: ${result.runtimeError.message}`)
  if (result.finalDisplayedUrl !== address) throw new Error(`Lighthouse came out at ${result.finalDisplayedUrl} instead of ${address}`)
  const { performance, accessibility } = result.categories
  if (performance.score === null) throw new Error('Lighthouse lost the trace')
  const value = (audit: string) => result.audits[audit]?.numericValue ?? Number.NaN
  const fails = accessibility.auditRefs.flatMap(({ id }) => (result.audits[id]?.score === 0 ? [`${id}: ${result.audits[id].title}`] : []))
  return {
    performance: performance.score,
    accessibility: accessibility.score,
    fails,
    paint: Number((value('largest-contentful-paint') / 1000).toFixed(2)),
    shift: Number(value('cumulative-layout-shift').toFixed(4)),
    blocked: Math.round(value('total-blocking-time')),
  }
}

function lighthouse(args: readonly string[]): Promise<string> {
  const chromium = findChromium()
  if (chromium === undefined) throw new Error(howToGetChromium())
  const cli = join(createRequire(import.meta.url).resolve('lighthouse/package.json'), '../cli/index.js')
  const usual = [
    '--quiet',
    '--output=json',
    '--output-path=stdout',
    '--only-categories=performance,accessibility',
    '--no-enable-error-reporting',
    `--chrome-flags=${chromiumFlags.join(' ')}`,
  ]
  const child = spawn(process.execPath, [cli, ...args, ...usual], { env: { ...process.env, CHROME_PATH: chromium }, stdio: ['ignore', 'pipe', 'pipe'], timeout: RUN_WITHIN_MS })
  let [said, complained] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complained = (complained + chunk).slice(-2000)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`Lighthouse ended with ${code}: ${complained}`))))
  })
}
