import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ask } from '../accessibility.ts'

/** A page in one state: for whom, how one gets there, and how one sees that one did. */
export type State = { name: string; path: string; as: readonly Cookie[]; go?: (page: Page) => Promise<void>; advanced: RegExp }
type Cookie = { name: string; value: string }

/** Makes a situation by real posts on an empty database; the states in it. */
export type Scene = () => Promise<State[]>

/** As long as names of boards get. */
export const LONG = 'Vereniging voor christelijk en openbaar voortgezet onderwijs in de Zuidoosthoek en wijde omgeving'

export const nobody: readonly Cookie[] = []

/** Presses a button of a form that is not right, and waits until what is wrong with it has the focus. What was typed still stands there (3.3.7). */
export const mistaken =
  (button: string | RegExp, before?: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await before?.(page)
    const typed = await ask(page, 'typed')
    await page.getByRole('button', { name: button }).click()
    // The browser gives the focus with its first picture of the page, which may come after the words stand there.
    await page.locator('[role=alert]:focus').waitFor()
    expect(await ask(page, 'typed'), 'what was typed is asked again').toMatchObject(typed)
  }
