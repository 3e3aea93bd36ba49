import type { Page } from 'playwright-core'
import { ask } from '../accessibility.ts'

/** A way in which a person looks at a page, besides with or without scripts. */
export type Variant = { name: string; width: number; dark?: boolean; forcedColors?: boolean; reducedMotion?: boolean; wideText?: boolean; print?: boolean }

export const asUsual: Variant = { name: 'desktop', width: 1280 }

/** In the order in which they are cheap to change on a page that stands: the window last. */
export const variants: readonly Variant[] = [
  asUsual,
  { name: 'reduced motion', width: 1280, reducedMotion: true },
  { name: 'dark', width: 1280, dark: true },
  { name: 'forced colours', width: 1280, forcedColors: true },
  { name: 'tablet', width: 768 },
  // A window of 1280 px at 200 % has 640 px to fill (1.4.4); in it, text as wide as a person may set it (1.4.12).
  { name: 'text at 200 % and wider', width: 640, wideText: true },
  { name: 'mobile', width: 320 },
  { name: 'print', width: 794, print: true },
]

/** The ninth, on a page that was loaded again. */
export const withoutScripts: Variant = { name: 'no script', width: 1280 }

export async function show(page: Page, { width, dark, forcedColors, reducedMotion, wideText, print }: Variant): Promise<void> {
  await page.emulateMedia({
    media: print ? 'print' : 'screen',
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forcedColors ? 'active' : 'none',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  })
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 900 })
  if (widened.has(page) === (wideText === true)) return
  await ask(page, 'widenText', wideText === true)
  if (wideText) widened.add(page)
  else widened.delete(page)
}

const widened = new WeakSet<Page>()
