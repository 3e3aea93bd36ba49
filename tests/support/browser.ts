import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findChromium, howToGetChromium } from './chromium.ts'

export type PageOptions = { width?: number; height?: number; dark?: boolean; forcedColors?: boolean; noScript?: boolean; reducedMotion?: boolean }

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const SLOWEST_MS = 15_000 // two busy cores; a page of ours takes a tenth of a second

let launched: Promise<Browser> | undefined
const sessions = new WeakMap<Page, CDPSession>()
const withoutScripts = new WeakSet<BrowserContext>()

/** One Chromium for each worker; it ends with the worker. */
function launch(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(howToGetChromium())
  return (launched ??= chromium.launch({ executablePath, args: flags }))
}

/**
 * A new person's browser, with one tab; `page.context().newPage()` gives a second tab. Relative addresses are those of the app.
 * When the test ends it closes, and fails the test if any of its pages asked another host for something, broke the content security policy or logged an error.
 */
export async function openPage(app: { url: string }, options: PageOptions = {}): Promise<Page> {
  const browser = await launch()
  const context = await browser.newContext({
    baseURL: app.url,
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    forcedColors: options.forcedColors ? 'active' : 'none',
    javaScriptEnabled: !options.noScript,
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  })
  if (options.noScript) withoutScripts.add(context)
  context.setDefaultTimeout(SLOWEST_MS)
  const wrong = watch(context, new URL(app.url).origin)
  onTestFinished(async () => {
    await context.close()
    if (wrong.length > 0) throw new Error(`In the browser:\n  ${wrong.join('\n  ')}`)
  })
  return context.newPage()
}

function watch(context: BrowserContext, ownOrigin: string): string[] {
  const wrong: string[] = []
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && origin !== ownOrigin) wrong.push(`request to another host: ${request.url()}`)
  })
  context.on('response', (response) => {
    const meant = ['document', 'fetch'].includes(response.request().resourceType()) // a form with mistakes answers 422
    if (!meant && response.status() >= 400) wrong.push(`${response.status()} for ${response.url()}`)
  })
  context.on('console', (message) => {
    // Chromium also logs what is judged above, and what a test means when it takes the network away.
    if (message.type() === 'error' && !/^Failed to load resource: (the server responded|net::ERR_INTERNET_DISCONNECTED)/.test(message.text()))
      wrong.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => {
    const { message } = error.error()
    // A view transition between pages that Chromium gave up, for one that comes too late on a busy machine: nobody's script.
    if (!/^Transition was (aborted|skipped)/.test(message)) wrong.push(`script: ${message}`)
  })
  return wrong
}

/** Chromium is spoken to directly where Playwright has no words for it. */
async function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, session)
  return session
}

/** Turns scripts on or off from now on: what stood there when the page was loaded stays as it is, so that axe can look at a page without scripts. */
export async function scripting(page: Page, on: boolean): Promise<void> {
  const session = await sessionOf(page)
  // Said twice, for what does not change for this session is not passed on, and the page may have been opened without scripts.
  for (const value of [on, !on]) await session.send('Emulation.setScriptExecutionDisabled', { value })
}

/** Does something in a page as it stands, for which scripts must run. */
export async function withScripting<T>(page: Page, work: () => Promise<T>): Promise<T> {
  if (!withoutScripts.has(page.context())) return work()
  await scripting(page, true)
  try {
    return await work()
  } finally {
    await scripting(page, false)
  }
}

/** Presses Tab so many times, one right after the other. */
export async function pressTab(page: Page, times: number): Promise<void> {
  const session = await sessionOf(page)
  const tab = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
  await Promise.all(Array.from({ length: times }, () => (['rawKeyDown', 'keyUp'] as const).map((type) => session.send('Input.dispatchKeyEvent', { type, ...tab }))).flat())
}
