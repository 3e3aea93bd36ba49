import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { project } from './folders.ts'

/** What someone with this cookie was answered, by address; and pages that were there. */
const seenSchema = z.object({ at: z.iso.datetime(), cookie: z.string(), pages: z.array(z.string()), answers: z.record(z.string(), z.json()) })
export type Seen = z.output<typeof seenSchema>

export type Released = { version: string; backup: string; migrations: Record<string, string>; seen: Seen }

/** Every version that was released, as `npm run release` kept it. */
export function released(): Released[] {
  const folder = join(project, 'tests/released')
  const json = (version: string, file: string): unknown => JSON.parse(readFileSync(join(folder, version, file), 'utf8'))
  return readdirSync(folder).map((version) => ({
    version,
    backup: join(folder, version, 'database.backup'),
    migrations: z.record(z.string(), z.string()).parse(json(version, 'migrations.json')),
    seen: seenSchema.parse(json(version, 'seen.json')),
  }))
}

export async function seenBy(fetch: (path: string, init: RequestInit) => Promise<Response>, cookie: string, paths: readonly string[]): Promise<Seen['answers']> {
  const answers: Seen['answers'] = {}
  for (const path of paths) {
    const response = await fetch(path, { headers: { cookie } })
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    answers[path] = z.json().parse(await response.json())
  }
  return answers
}
