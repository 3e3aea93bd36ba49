import { fork } from 'node:child_process'
import { join } from 'node:path'
import { answerOf } from '../child-answer.ts'
import type { Job, Outcome } from './ask.ts'

export type Load = { run(job: Job): Promise<Outcome>; stop(): void }

export function startLoad(): Load {
  const client = fork(join(import.meta.dirname, 'client.ts'), { stdio: 'inherit' })
  return {
    run(job) {
      client.send(job)
      return answerOf<Outcome>(client)
    },
    stop: () => client.disconnect(),
  }
}
