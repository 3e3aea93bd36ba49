import { MINUTE, SECOND } from './clock.ts'
import type { Ctx } from './http.ts'
import type { Live } from './live.ts'

/** Shorter than a proxy waits for a silent connection. */
const BEAT = 20 * SECOND
/** Then the browser asks again, and so is asked again who it is. */
const LASTS = 10 * MINUTE

/** Server-sent events that say only that something of this topic changed; the page reads again by itself. Ask the policy first. */
export function eventStream(c: Ctx, live: Live, topic: string): Response {
  const encoder = new TextEncoder()
  let end = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const say = (text: string) => controller.enqueue(encoder.encode(text))
      const forget = live.listen(topic, () => say('data: changed\n\n'))
      const beat = setInterval(() => say(': here\n\n'), BEAT).unref()
      const enough = setTimeout(() => end(), LASTS).unref()
      end = () => {
        forget()
        clearInterval(beat)
        clearTimeout(enough)
        end = () => {}
        try {
          controller.close()
        } catch {
          // The reader was gone already.
        }
      }
      c.req.raw.signal.addEventListener('abort', () => end())
      say(': here\n\n')
    },
    cancel: () => end(),
  })
  c.header('cache-control', 'no-store')
  c.header('x-accel-buffering', 'no')
  return c.body(stream, 200, { 'content-type': 'text/event-stream' })
}
