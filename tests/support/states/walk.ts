import type { Page } from 'playwright-core'
import { ask } from '../accessibility.ts'
import { testApp } from '../app.ts'
import { openPage } from '../browser.ts'
import { typeProblems } from './page-type.ts'
import { routing } from './routing.ts'
import { LONG, type Scene, type State } from './state.ts'
import { visit } from './visit.ts'

/** All that is not accessible or was not reached, in which variants each state was seen, and the types of pages that no state is of. */
export type Walk = { problems: string[]; seenIn: Map<string, readonly string[]>; unvisited: string[] }

/** Walks every page in every state of these scenes, in all variants, and proves each time that it got there. Every page of these services must be among them. */
export async function walk({ scenes, services }: { scenes: readonly Scene[]; services: readonly string[] }): Promise<Walk> {
  const app = await testApp()
  const { typeOf, pagesOf } = routing(app.services)
  const page = await openPage(app)
  const problems: string[] = []
  const seenIn = new Map<string, readonly string[]>()
  const types = new Set<string>()
  const own = new Set(pagesOf(services))
  const places = createPlaces()

  async function once(state: State): Promise<string[]> {
    const type = await typeOf(page.url())
    const found = await places.problems(page, type)
    // A form that answers at an address of its own is of the type of the page that it came from.
    if (types.has(type) || type === '404 Not Found') return found
    types.add(type)
    // What is kept of a page comes from the half that its service belongs to: the other may meet it in another state.
    return own.has(type) ? [...found, ...(await typeProblems(page, type, state))] : found
  }

  for (const scene of scenes)
    for (const state of await scene()) {
      await page.context().clearCookies()
      await page.context().addCookies(state.as.map((cookie) => ({ ...cookie, url: app.url })))
      const visited = await visit(page, state, () => once(state))
      problems.push(...visited.problems.map((problem) => `${state.name} (${new URL(page.url()).pathname}): ${problem}`))
      seenIn.set(state.name, visited.seenIn)
    }
  return { problems, seenIn, unvisited: pagesOf(services).filter((type) => !types.has(type)) }
}

/** 2.4.2: no two types of page have the same title. 3.2.3 and 3.2.6: the menu, help and contact stand at the same place on each. */
function createPlaces() {
  const byTitle = new Map<string, string>()
  let usual: string | undefined
  return {
    async problems(page: Page, type: string): Promise<string[]> {
      const { title, help } = await ask(page, 'place')
      // What people called something says nothing of ours; a page that is not there is not there anywhere.
      const isOurs = !title.includes(LONG) && !title.startsWith('Fout: ')
      const other = (isOurs && byTitle.get(title)) || type
      byTitle.set(title, type)
      usual ??= help
      return [...(other === type ? [] : [`title: "${title}" is also that of ${other}`]), ...(help === usual ? [] : [`consistent help: the menus lead to ${help}`])]
    },
  }
}
