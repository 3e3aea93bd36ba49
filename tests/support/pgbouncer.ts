import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './postgres.ts'

/** It refuses to run as root; `nobody` is on every Unix. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
const START_WITHIN_MS = 10_000

export const hasPgbouncer = () => spawnSync('pgbouncer', ['--version']).status === 0

/** The PgBouncer of this machine before a PostgreSQL, lending `pool` connections for a transaction each. */
export async function startPgbouncer(database: URL, pool: number): Promise<{ url: string; version: string; stop(): Promise<void> }> {
  const version = /PgBouncer ([\d.]+)/.exec(spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]
  if (version === undefined) throw new Error('There is no pgbouncer on this machine; on Debian: apt-get install pgbouncer')
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'koers-pgbouncer-')), await freePort()]
  writeFileSync(join(folder, 'users.txt'), `"${database.username}" ""\n`)
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]
* = host=${database.hostname} port=${database.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = ${pool}
max_client_conn = 500
`,
  )
  if (isRoot) chownSync(folder, NOBODY, NOBODY)
  const child = spawn('pgbouncer', ['-q', join(folder, 'pgbouncer.ini')], { stdio: 'ignore', ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}) })
  const giveUpAt = performance.now() + START_WITHIN_MS
  while (!(await listens(port))) {
    if (child.exitCode !== null || performance.now() > giveUpAt) throw new Error(`pgbouncer did not start (${child.exitCode})`)
    await wait(50)
  }
  return {
    url: Object.assign(new URL(database), { port: String(port) }).href,
    version,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
