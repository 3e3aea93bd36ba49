import { SECOND } from './clock.ts'
import type { Log } from './log.ts'

export type Loop = { start(): void; stop(): Promise<void> }

/** Does `round` again and again with a second between; a round that fails is logged and tried again. `stop` waits for the round under way. */
export function everySecond(round: () => Promise<unknown>, log: Log, failed: string): Loop {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false
  const next = () => {
    running = round()
      .catch((error: Error) => log.error({ name: error.name }, failed))
      .finally(() => {
        if (!stopped) timer = setTimeout(next, SECOND).unref()
      })
  }
  return {
    start: () => ((stopped = false), next()),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
