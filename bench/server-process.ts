import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'

/** A server in a process of its own. `pid` is for those who measure. */
export type ServerProcess = { url: string; pid: number; stop(): Promise<void> }

export const READY_WITHIN_MS = 60_000
const STOP_WITHIN_MS = 5000

type Options = { args: readonly string[]; url: string; env: Record<string, string>; ready: string }

/** Starts Node with these arguments and waits until it says on standard error that it is ready. What it logs goes to /dev/null. */
export async function startServer({ args, url, env, ready }: Options): Promise<ServerProcess> {
  const child = spawnNode(args, env)
  await saidReady(child, ready)
  return { url, pid: child.pid ?? 0, stop: () => stopped(child) }
}

/** The environment is given whole: no setting of who runs the benchmark comes through. */
export function spawnNode(args: readonly string[], env: Record<string, string>): ChildProcess {
  const nowhere = openSync('/dev/null', 'w')
  const child = spawn(process.execPath, [...args], { env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env }, stdio: ['ignore', nowhere, 'pipe'] })
  closeSync(nowhere)
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

/** Resolves when the process says on standard error that it is ready. */
export async function saidReady(child: ChildProcess, ready: string): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready within ${READY_WITHIN_MS / 1000} s: ${said}`)), READY_WITHIN_MS)
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      if (!said.includes(ready)) return
      clearTimeout(late)
      resolve()
    })
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`ended with ${code}: ${said}`))
    })
  })
}

export async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
  await ended
  clearTimeout(late)
}

// Below the ports that Linux gives to outgoing connections: who keeps asking such a port whether a server listens there, may get connected to itself.
const PORTS_FROM = 20_000
const PORTS_TO = 32_000
const TRIES = 50

export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = randomInt(PORTS_FROM, PORTS_TO)
    if (await isFree(port)) return port
  }
  throw new Error(`No free port after ${TRIES} tries`)
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
