import type { Page } from 'playwright-core'
import { testApp } from '../app.ts'
import { expectAccessible, openPage, type PageOptions } from '../browser.ts'
import type { Scene, State } from './state.ts'

export type Variant = PageOptions & { print?: boolean }

/** Walks every page in every state of these scenes, proves that it got there, and collects all that is not accessible or not reached. */
export async function walk(scenes: readonly Scene[], variant: Variant): Promise<string> {
  const { url } = await testApp()
  const page = await openPage({ url }, variant)
  const problems: string[] = []
  for (const scene of scenes)
    for (const state of await scene()) {
      await page.context().clearCookies()
      await page.context().addCookies(state.as.map((cookie) => ({ ...cookie, url })))
      await look(page, state, variant).catch((error: Error) => problems.push(`${state.name}: ${error.message}`))
    }
  return problems.join('\n')
}

async function look(page: Page, { path, go, advanced }: State, { print = false }: Variant): Promise<void> {
  await page.emulateMedia({ media: 'screen' })
  await page.goto(path)
  await go?.(page)
  // One fills in a form on a screen, and prints what came of it.
  if (print) await page.emulateMedia({ media: 'print' })
  const shown = `${await page.title()} ${await page.locator('body').textContent()}`
  if (!advanced.test(shown)) throw new Error(`${page.url()} does not say ${advanced}: ${shown.replaceAll(/\s+/g, ' ').slice(0, 300)}`)
  await expectAccessible(page)
}
