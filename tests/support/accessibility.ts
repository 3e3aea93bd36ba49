import { buildSync } from 'esbuild'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { withScripting } from './browser.ts'
import { project } from './folders.ts'
import type { Questions } from './in-page/questions.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const own = buildSync({ entryPoints: [join(project, 'tests/support/in-page/index.ts')], bundle: true, write: false, format: 'iife' }).outputFiles[0]!.text

/** Asks a function of `in-page/` in the page. */
export async function ask<Name extends keyof Questions>(page: Page, name: Name, ...args: Parameters<Questions[Name]>): Promise<ReturnType<Questions[Name]>> {
  return within(page, 'koersInPage', own, `koersInPage.${name}(...${JSON.stringify(args)})`)
}

/** Asks something of a script that is carried into a document once, with the first question. */
async function within<T>(page: Page, script: string, source: string, question: string): Promise<T> {
  const asked = () => page.evaluate<[T] | undefined>(`typeof ${script} === 'object' ? (async () => [await ${question}])() : undefined`)
  const answer = (await asked()) ?? (await page.evaluate(source), await asked())
  if (!answer) throw new Error(`${script} was not carried into ${page.url()}`)
  return answer[0]
}

const wcag22AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Rules of axe: all for WCAG 2.2 AA; the same but for contrast, which takes three quarters of the time; or those on size and scrolling. */
const sets = {
  all: { runOnly: { type: 'tag', values: wcag22AA } },
  'all but contrast': { runOnly: { type: 'tag', values: wcag22AA }, rules: { 'color-contrast': { enabled: false } } },
  /** On paper nobody presses anything. */
  'on paper': { runOnly: { type: 'tag', values: wcag22AA }, rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } } },
  places: { runOnly: { type: 'rule', values: ['scrollable-region-focusable', 'target-size'] } },
}

export async function violations(page: Page, rules: keyof typeof sets = 'all'): Promise<string[]> {
  const options = { ...sets[rules], resultTypes: ['violations'], preload: false }
  const { violations: found } = await within<AxeResults>(page, 'axe', axe, `axe.run(document, ${JSON.stringify(options)})`)
  return found.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `\n      ${node.target.join(' ')}`)
    return `${id}: ${help}${places.join('')}${nodes.length > 3 ? `\n      and ${nodes.length - 3} more` : ''}`
  })
}

/** WCAG 2.2 AA as far as axe can see it, nothing that has to be scrolled sideways, no text that is cut off. */
export async function expectAccessible(page: Page): Promise<void> {
  const problems = await withScripting(page, async () => [...(await violations(page)), ...(await ask(page, 'layoutProblems'))])
  if (problems.length > 0) throw new Error(`${page.url()} is not accessible:\n    ${problems.join('\n    ')}`)
}
