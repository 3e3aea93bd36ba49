import { pino } from 'pino'

export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What may be said of an error: the text of one of the database can hold what a person typed; its code and place cannot. */
export function errorFields(error: unknown): { name: string; code?: string | undefined; message?: string; stack?: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { name: error.name, code, ...(code === undefined ? { message: error.message, stack: error.stack } : {}) }
}

/**
 * JSON lines on standard output. Callers log route patterns, ids of requests and durations: never names, notes, addresses or links.
 * Lines go out together per 4 kB, because a write for each line costs more than the line.
 */
export function openLog(level: string): Log & { flush(): void } {
  const destination = pino.destination({ dest: 1, sync: false, minLength: level === 'debug' ? 0 : 4096 })
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  const flushing = setInterval(() => destination.flush(), 1000).unref()
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    flush: () => {
      clearInterval(flushing)
      destination.flushSync()
    },
  }
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
