import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { root } from '#platform/root'

/** The built server as a process of its own, on a data folder or with other settings; it ends with the test at the latest. */
export async function started(dataFolder: string, settings: Record<string, string> = {}): Promise<{ url: string; process: ChildProcess }> {
  const server = spawn(process.execPath, [join(root, 'dist/main.js')], {
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', KOERS_DATA: dataFolder, KOERS_LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void server.kill('SIGKILL'))
  for await (const line of createInterface({ input: server.stderr })) {
    const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0]
    if (url) return { url, process: server }
  }
  throw new Error('the server ended before it was ready')
}
