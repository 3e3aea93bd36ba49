import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** The next message of a forked process. Rejects when it ends instead. */
export async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const done = new AbortController()
  const ended = async (): Promise<never> => {
    const [code] = await once(child, 'exit', { signal: done.signal })
    throw new Error(`${child.spawnargs[1]} ended with ${code}`)
  }
  try {
    const [answer] = await Promise.race([once(child, 'message', { signal: done.signal }), ended()])
    return answer as Answer
  } finally {
    done.abort()
  }
}
