import type { Hono } from 'hono'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db, OpenDb } from './db.ts'
import type { HttpEnv, UploadAddress } from './http.ts'
import type { JobKind, Jobs } from './jobs.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { Mail } from './mail.ts'
import type { ApiOperation } from './openapi.ts'
import type { Portable } from './portable.ts'
import type { Storage } from './storage.ts'

/** What the core gives to every service. */
export type Platform = { config: Config; db: OpenDb; clock: Clock; log: Log; secret: string; jobs: Jobs; mail: Mail; live: Live; storage: Storage }

/** What a service keeps about one person, so that the person can have it and have it erased. */
export type Keeper = {
  /** In plain JSON, for the person themselves. */
  personalData(personId: string): Promise<Record<string, unknown>>
  /** Takes out what identifies the person; what must stay for others (an adopted answer, an audit line) stays without the name. */
  erase(tx: Db, personId: string): Promise<void>
}

/** What a service keeps for a term. `days` undefined: without end. What falls due before that moment goes; the number of them. */
export type RetentionRule = { name: string; days: number | undefined; forget(tx: Db, before: Date): Promise<number> }

/** A verb for administrators: `npm run koers -- <name> …`. Returns the exit code. */
export type CliVerb = { name: string; usage: string; about: string; run(args: readonly string[], out: (line: string) => void): Promise<number> }

/** What a service gives back once it is created: its public verbs and what it hangs on the web, the API and the command line. */
export type Service<Verbs> = {
  verbs: Verbs
  pages?: Hono<HttpEnv>
  /** Its addresses that take files: anywhere else a body is at most as large as a form. */
  uploads?: readonly UploadAddress[]
  api?: { base: `/api/${string}/v${number}`; operations: readonly ApiOperation[] }
  cli?: readonly CliVerb[]
  jobs?: readonly JobKind[]
  keeper?: Keeper
  retention?: readonly RetentionRule[]
  portable?: Portable
  /** Once, after the migrations, before the first request. */
  start?(): Promise<void>
}

/** One line of THE LIST: a service, what it needs, and how it is made. */
export type Module<Name extends string, Needs, Verbs> = {
  name: Name
  about: string
  needs: readonly (keyof Needs & string)[]
  migrations: boolean
  create(platform: Platform, needs: Needs): Service<Verbs>
}
