import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ask } from '../accessibility.ts'
import { pressTab } from '../browser.ts'
import { project } from '../folders.ts'
import { LONG, type State } from './state.ts'

/** What is looked at once for each type of page: by keyboard on a phone and on a desktop, its accessible names, and the page in English. */
export async function typeProblems(page: Page, type: string, { path, go }: State): Promise<string[]> {
  return [
    ...(await nameProblems(page, type)),
    ...(await keyboardProblems(page, { width: 320, height: 640 })),
    ...(await keyboardProblems(page, { width: 1280, height: 720 })),
    ...(go ? [] : await englishProblems(page, path)),
  ]
}

/** Each is a file that people can read; `npx vitest run --project e2e tests/e2e/accessible -u` writes them anew. */
async function nameProblems(page: Page, type: string): Promise<string[]> {
  const tree = `${stable(await page.locator('.koers-page').ariaSnapshot())}\n`
  const file = join(project, 'tests/e2e/accessible-names', `${fileOf(type)}.txt`)
  return expect(tree)
    .toMatchFileSnapshot(file)
    .then(
      () => [],
      () => [`names: the tree is not that of ${fileOf(type)}.txt: ${firstDifference(readFileSync(file, 'utf8'), tree)}`],
    )
}

function firstDifference(kept: string, seen: string): string {
  const [before, now] = [kept.split('\n'), seen.split('\n')]
  const at = before.findIndex((line, index) => line !== now[index])
  return `line ${at + 1} was "${before[at]?.trim()}", is "${now[at]?.trim()}"`
}

/** `/metingen/:round{[\w-]{16}}/rapport` is `metingen-round-rapport`. */
const fileOf = (type: string) =>
  type
    .replaceAll(/\{([^{}]|\{[^{}]*\})*\}/g, '')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'start'

const MONTHS = 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december'

/** Without what another run, another day in a test or a new migration would change: addresses, days and times, ids and codes. */
const stable = (tree: string) =>
  tree
    .replaceAll(/^\s*- \/url:.*\n?/gm, '')
    .replaceAll(new RegExp(`(\\b(ma|di|wo|do|vr|za|zo|\\w+dag) )?\\b\\d{1,2} (${MONTHS})( \\d{4})?`, 'g'), '‹day›')
    .replaceAll(/\b\d{1,2}[.:]\d{2} uur|\b\d{1,2}:\d{2}\b/g, '‹time›')
    .replaceAll(/(http:\/\/)?(127\.0\.0\.1|localhost):\d+/g, '')
    .replaceAll(/\b\d{3} \d{3}\b/g, '‹code›')
    .replaceAll(/\b\d+ uitgevoerd\b/g, '‹migrations› uitgevoerd')
    .replaceAll(/\b[\da-f]{8}-[\da-f-]{27}\b|(?<=\/)[\w-]{16,}/g, '‹id›')
    .replaceAll(/\b([A-Z2-7]{4} ){7}[A-Z2-7]{4}\b|\b[A-Z2-7]{32}\b/g, '‹secret›')
    .trimEnd()

/** Further down it is more of the same: the last rows of a table are as the first. */
const STOPS_AT_MOST = 120

async function keyboardProblems(page: Page, size: { width: number; height: number }): Promise<string[]> {
  await page.setViewportSize(size)
  const { stops, presses } = await ask(page, 'tabStops')
  await ask(page, 'watchFocus')
  // Two more than there are: from the last one comes back to the first, so the keyboard is held nowhere.
  await pressTab(page, Math.min(presses, STOPS_AT_MOST) + 2)
  return (await ask(page, 'focusProblems', Math.min(stops, STOPS_AT_MOST))).map((problem) => `${size.width} px: ${problem}`)
}

async function englishProblems(page: Page, path: string): Promise<string[]> {
  const url = new URL(page.url()).origin
  await page.context().addCookies([{ name: 'taal', value: 'en', url }])
  await page.goto(path)
  const problems = await ask(page, 'structureProblems', [LONG])
  await page.context().clearCookies({ name: 'taal' })
  return problems.map((problem) => `in English: ${problem}`)
}
