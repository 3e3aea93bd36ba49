/**
 * Requests under way in one process. It answers some hundreds a second (docs/performance.md), so the last of these waits half a
 * second; who comes after that is better off with a page that says when to come back than with a place in a queue that only grows.
 * A course of 300 that presses within a second fits, and so do those who waited at the socket while a process started again on a
 * working day. Who reads gives way to who saves.
 */
const READERS_AT_ONCE = 150
const AT_ONCE = 300
export const COME_BACK_AFTER_SECONDS = 5

export type Crowd = {
  /** One more is under way, until the returned function is called. */
  enter(): () => void
  /** Whether one more would be too many. */
  isFullFor(who: 'readers' | 'writers'): boolean
}

export function openCrowd(): Crowd {
  let underWay = 0
  return {
    enter() {
      underWay++
      return () => void underWay--
    },
    isFullFor: (who) => underWay >= (who === 'readers' ? READERS_AT_ONCE : AT_ONCE),
  }
}
