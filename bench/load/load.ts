import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Job, Outcome } from './ask.ts'

export type Load = { run(job: Job): Promise<Outcome>; stop(): void }

export function startLoad(): Load {
  const client = fork(join(import.meta.dirname, 'client.ts'), { stdio: 'inherit' })
  return {
    async run(job) {
      client.send(job)
      const gone = new AbortController()
      try {
        const [outcome] = await Promise.race([
          once(client, 'message', { signal: gone.signal }) as Promise<[Outcome]>,
          once(client, 'exit', { signal: gone.signal }).then(() => { throw new Error('The load client ended') }),
        ])
        return outcome
      } finally {
        gone.abort()
      }
    },
    stop: () => client.disconnect(),
  }
}
