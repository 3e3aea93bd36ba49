import type { Page } from 'playwright-core'
import { ask, violations } from '../accessibility.ts'
import { scripting } from '../browser.ts'
import { LONG, type State } from './state.ts'
import { asUsual, show, variants, withoutScripts, type Variant } from './variant.ts'

/** One page in one state, in all variants: what was found, and in which variants it was seen to be there. */
export type Visit = { problems: string[]; seenIn: string[] }

/**
 * The page is loaded twice, with scripts and without; all else is switched on the page as it stands. A rule runs where it may
 * find something else than before: every rule of axe when another document, or another part of it, is shown; those on size,
 * and the layout, when things stand elsewhere; contrast when colours differ.
 */
export async function visit(page: Page, state: State, once: () => Promise<string[]>): Promise<Visit> {
  const problems: string[] = []
  const seenIn: string[] = []
  const examined = new Set<string>()

  async function look(variant: Variant): Promise<void> {
    await show(page, variant)
    await expectArrival(page, state)
    seenIn.push(variant.name)
    const found = [...(await newOn(page, examined, variant)), ...(variant.reducedMotion ? await ask(page, 'motionProblems') : [])]
    problems.push(...found.map((problem) => `${variant.name}: ${problem}`))
  }

  try {
    await arrive(page, state)
    for (const variant of variants) await look(variant)
    await show(page, asUsual)
    problems.push(...(await once()))
    await scripting(page, false)
    await arrive(page, state)
    await scripting(page, true)
    await look(withoutScripts)
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  }
  return { problems, seenIn }
}

/** As a person gets there; forms are filled in on a screen. */
async function arrive(page: Page, { path, go }: State): Promise<void> {
  await page.emulateMedia({ media: 'screen' })
  await page.goto(path)
  await go?.(page)
}

async function expectArrival(page: Page, { advanced }: State): Promise<void> {
  const shown = await page.evaluate<string>('document.title + " " + document.body.textContent')
  if (!advanced.test(shown)) throw new Error(`${page.url()} does not say ${advanced}: ${shown.replaceAll(/\s+/g, ' ').slice(0, 300)}`)
}

/** What is new since this state was examined before is examined. */
async function newOn(page: Page, examined: Set<string>, { print }: Variant): Promise<string[]> {
  const { document, shown, places, colours } = await ask(page, 'fingerprint')
  const isNew = (...sides: string[]) => !examined.has(sides.join(' ')) && examined.add(sides.join(' '))
  const first = examined.size === 0
  const [written, another, placed, coloured] = [isNew(document), isNew(document, shown), isNew(document, shown, places), isNew(document, shown, colours)]
  return [
    ...(written ? [...(await ask(page, 'structureProblems', [LONG])), ...(await ask(page, 'formProblems'))] : []),
    ...(another ? await violations(page, first ? 'all' : print ? 'on paper' : 'all but contrast') : placed && !print ? await violations(page, 'places') : []),
    ...(placed ? await ask(page, 'layoutProblems') : []),
    ...(coloured ? await ask(page, 'contrastProblems') : []),
  ]
}
