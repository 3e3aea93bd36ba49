import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findChromium, howToGetChromium } from './chromium.ts'

export type PageOptions = { width?: number; height?: number; dark?: boolean; forcedColors?: boolean; noScript?: boolean; reducedMotion?: boolean }

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const SLOWEST_MS = 15_000 // two busy cores; a page of ours takes a tenth of a second

let launched: Promise<Browser> | undefined
const optionsOf = new WeakMap<BrowserContext, BrowserContextOptions>()

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
  const contextOptions: BrowserContextOptions = {
    baseURL: app.url,
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    forcedColors: options.forcedColors ? 'active' : 'none',
    javaScriptEnabled: !options.noScript,
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  }
  const context = await browser.newContext(contextOptions)
  optionsOf.set(context, contextOptions)
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

const wcag22AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** WCAG 2.2 AA as far as axe can see it, and nothing that has to be scrolled sideways (1.4.10). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await underAxe(page, (shown) => new AxeBuilder({ page: shown }).setLegacyMode().withTags(wcag22AA).analyze())
  const lines = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes
        .slice(0, 3)
        .map((node) => `      ${node.target.join(' ')}`)
        .join('\n')}${nodes.length > 3 ? `\n      and ${nodes.length - 3} more` : ''}`,
  )
  const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  if (sideways > 0) lines.push(`reflow: the page is ${sideways}px wider than the window`)
  if (lines.length > 0) throw new Error(`${page.url()} is not accessible:\n    ${lines.join('\n    ')}`)
}

/** axe is a script: where scripts are off, it looks at a copy of the page as it stands, in which only axe runs. */
async function underAxe<T>(page: Page, look: (page: Page) => Promise<T>): Promise<T> {
  const options = optionsOf.get(page.context())
  if (options?.javaScriptEnabled !== false) return look(page)
  const html = await page.content()
  const context = await (await launch()).newContext({ ...options, javaScriptEnabled: true })
  try {
    await context.route('**/*', (route) => {
      const type = route.request().resourceType()
      return type === 'document' ? route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }) : type === 'script' ? route.abort() : route.continue()
    })
    const copy = await context.newPage()
    await copy.goto(page.url())
    return await look(copy)
  } finally {
    await context.close()
  }
}
