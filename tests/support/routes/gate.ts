import { SECOND } from '#platform/clock'
import type { Rehearsals, Rehearsed } from '../rehearsal.ts'
import type { RoleName } from './roles.ts'
import { tokenOf, type World } from './world.ts'

export type Asked = { as: RoleName; method: string; path: string; headers?: Record<string, string>; body?: RequestInit['body'] | undefined }
export type Answer = { response: Response; text: string; /** How many the app sent. */ statements: number }
export type Gate = Awaited<ReturnType<typeof gateOf>>

/** Lets anyone ask anything; what a request did is undone. */
export async function gateOf({ app, roles }: World, stage: Rehearsals) {
  const credentials = new Map<string, Record<string, string>>(
    Object.entries(roles).map(([name, { visitor }]) => [name, { cookie: [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; ') }]),
  )
  credentials.set('strangersToken', { authorization: `Bearer ${await tokenOf(app, roles.stranger.id)}` })
  credentials.set('editorsToken', { authorization: `Bearer ${await tokenOf(app, roles.editor.id)}` })

  async function ask({ as, method, path, headers = {}, body }: Asked): Promise<Answer> {
    // Slower than the limits on pace.
    app.clock.advance(SECOND / 2)
    const given = Object.entries({ ...credentials.get(as), ...headers }).filter(([, value]) => value !== '')
    const before = stage.sent()
    const response = await app.fetch(path, { method, headers: given, ...(body === undefined ? {} : { body }) })
    // A stream ends when nobody listens any more.
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) await response.body?.cancel()
    return { response, text: response.bodyUsed ? '' : await response.text(), statements: stage.sent() - before }
  }
  return {
    ask,
    /** What is asked here is undone at the end. */
    rehearse: <T>(work: () => Promise<T>): Promise<Rehearsed<T>> => stage.rehearse(work),
    /** One request; what it changed is looked at when it was refused. */
    once: (asked: Asked): Promise<Rehearsed<Answer>> =>
      stage.rehearse(
        () => ask(asked),
        ({ response }) => response.status < 400,
      ),
  }
}
