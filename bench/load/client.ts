import { Agent, request, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { acceptEncoding, dueTimes, type Ask, type Job, type Outcome, type Stretch } from './ask.ts'

/** The load client: a process of its own, so that its work is in nobody's figures. It takes one job at a time from its parent. */
const ANSWER_WITHIN_MS = 20_000
const FAILURES_SHOWN = 5

process.on('message', (job: Job) => void run(job).then((outcome) => process.send?.(outcome)))
process.on('disconnect', () => process.exit(0))

async function run(job: Job): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.connections })
  const none = () => Array.from({ length: job.asks.length }, () => 0)
  const outcome: Outcome = { waits: none(), statuses: none(), failures: [], bodyBytes: 0, wireBytes: 0, seconds: 0 }
  const bases = [job.base].flat()
  const begun = performance.now()
  const one = async (index: number, due: number) => {
    const ask = job.asks[index]
    if (!ask) return
    const { status, wrong } = await answerTo(ask, bases[index % bases.length] ?? '', agent, outcome).catch((error: Error) => ({ status: 0, wrong: `no answer: ${error.message}` }))
    outcome.waits[index] = performance.now() - due
    outcome.statuses[index] = status
    if (wrong !== undefined) outcome.failures.push(`${ask.method} ${ask.path}: ${wrong}`)
  }
  if (job.pace === undefined) await inTurn(job, one)
  else await atPace(job.asks.length, job.pace, one)
  outcome.seconds = (performance.now() - begun) / 1000
  agent.destroy()
  const { failures } = outcome
  if (failures.length > FAILURES_SHOWN) failures.splice(FAILURES_SHOWN, failures.length, `and ${failures.length - FAILURES_SHOWN} more`)
  return outcome
}

type One = (index: number, due: number) => Promise<void>

async function inTurn({ asks, connections }: Job, one: One): Promise<void> {
  let next = 0
  const connection = async () => {
    while (next < asks.length) await one(next++, performance.now())
  }
  await Promise.all(Array.from({ length: connections }, connection))
}

/** At fixed moments, whether or not the last answer is there: a server that falls behind shows it in the waits. */
async function atPace(count: number, pace: readonly Stretch[], one: One): Promise<void> {
  const begun = performance.now()
  const underway: Promise<void>[] = []
  for (const [index, after] of dueTimes(count, pace).entries()) {
    const due = begun + after
    const early = due - performance.now()
    if (early > 1) await wait(early)
    underway.push(one(index, due))
  }
  await Promise.all(underway)
}

async function answerTo(ask: Ask, base: string, agent: Agent, outcome: Outcome): Promise<{ status: number; wrong: string | undefined }> {
  const { response, bytes } = await send(ask, base, agent)
  const body = decoded(response, bytes)
  outcome.wireBytes += bytes.length
  outcome.bodyBytes += body.length
  const status = response.statusCode ?? 0
  return { status, wrong: ask.refusal && (status === 429 || status === 503) ? wrongInRefusal(ask.refusal, response, body) : wrongIn(ask, response, body) }
}

function wrongIn(ask: Ask, response: IncomingMessage, body: Buffer): string | undefined {
  const { status, location, type, has = [], begins } = ask.expect
  if (response.statusCode !== status) return `status ${response.statusCode} instead of ${status}`
  if (location !== undefined && response.headers.location !== location) return `leads to ${response.headers.location} instead of ${location}`
  if (type !== undefined && !response.headers['content-type']?.startsWith(type)) return `is ${response.headers['content-type']} instead of ${type}`
  if (begins !== undefined && !body.subarray(0, begins.length).equals(Buffer.from(begins, 'latin1'))) return `does not begin with ${begins}`
  return missingIn(body, has)
}

function wrongInRefusal({ has }: NonNullable<Ask['refusal']>, response: IncomingMessage, body: Buffer): string | undefined {
  if (!(Number(response.headers['retry-after']) > 0)) return `refused with ${response.statusCode} without saying when to come back`
  return missingIn(body, ['<h1', ...has])
}

function missingIn(body: Buffer, has: readonly string[]): string | undefined {
  const text = has.length === 0 ? '' : body.toString('utf8')
  const missing = has.find((part) => !text.includes(part))
  return missing === undefined ? undefined : `lacks ${JSON.stringify(missing)}`
}

function send(ask: Ask, base: string, agent: Agent): Promise<{ response: IncomingMessage; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const length = ask.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(ask.body)) }
    const sent = request(
      new URL(ask.path, base),
      { agent, method: ask.method, headers: { 'accept-encoding': acceptEncoding, ...length, ...ask.headers }, timeout: ANSWER_WITHIN_MS },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve({ response, bytes: Buffer.concat(parts) }))
        response.on('error', reject)
      },
    )
    sent.on('timeout', () => sent.destroy(new Error(`none within ${ANSWER_WITHIN_MS / 1000} s`)))
    sent.on('error', reject)
    sent.end(ask.body)
  })
}

function decoded(response: IncomingMessage, bytes: Buffer): Buffer {
  switch (response.headers['content-encoding']) {
    case 'zstd':
      return zstdDecompressSync(bytes)
    case 'br':
      return brotliDecompressSync(bytes)
    case 'gzip':
      return gunzipSync(bytes)
    default:
      return bytes
  }
}
