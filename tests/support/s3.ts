import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Clock } from '#platform/clock'

/** A little store that speaks S3 over HTTP and checks each signature by itself, from the text of "Signature Version 4". */
export type S3Server = {
  settings: Record<string, string>
  objects: Map<string, { bytes: Buffer; modifiedAt: Date }>
  /** Answers 503 to everything while true; `cut` breaks each connection. */
  down: boolean | 'cut'
  requests: string[]
}

const accessKey = 'koers-test'
const secretKey = 'a secret/with+odd=characters'
const bucket = 'koers-bestanden'
const LISTED_AT_ONCE = 3

export async function s3Server(clock: Clock): Promise<S3Server> {
  const self: S3Server = { settings: {}, objects: new Map(), down: false, requests: [] }
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks)
      if (self.down === 'cut') return request.socket.destroy()
      const [status, text] = self.down ? [503, 'SlowDown'] : answer(request, body)
      self.requests.push(`${request.method} ${status}`)
      response.writeHead(status).end(text)
    })()
  })

  function answer(request: IncomingMessage, body: Buffer): [number, (string | Buffer)?] {
    const url = new URL(request.url ?? '/', 'http://store')
    const wrong = signatureProblem(request, url, body, clock.now())
    if (wrong) return [403, wrong]
    if (!url.pathname.startsWith(`/${bucket}`)) return [404, 'NoSuchBucket']
    const key = url.pathname.slice(bucket.length + 2)
    if (request.method === 'PUT') return (self.objects.set(key, { bytes: body, modifiedAt: clock.now() }), [200])
    if (request.method === 'DELETE') return self.objects.delete(key) ? [204] : [204]
    if (key !== '') return self.objects.has(key) ? [200, self.objects.get(key)?.bytes ?? ''] : [404, 'NoSuchKey']
    const after = url.searchParams.get('start-after') ?? ''
    const keys = [...self.objects.keys()]
      .filter((one) => one.startsWith(url.searchParams.get('prefix') ?? '') && one > after)
      .toSorted()
      .slice(0, LISTED_AT_ONCE)
    const entries = keys.map((one) => `<Contents><Key>${one}</Key><LastModified>${self.objects.get(one)?.modifiedAt.toISOString()}</LastModified></Contents>`)
    return [200, `<?xml version="1.0"?><ListBucketResult><Name>${bucket}</Name>${entries.join('')}</ListBucketResult>`]
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  self.settings = {
    KOERS_S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    KOERS_S3_BUCKET: bucket,
    KOERS_S3_REGION: 'eu-test-1',
    KOERS_S3_ACCESS_KEY: accessKey,
    KOERS_S3_SECRET_KEY: secretKey,
  }
  return self
}

const sha256 = (of: string | Buffer) => createHash('sha256').update(of).digest('hex')
const hmac = (key: string | Buffer, of: string) => createHmac('sha256', key).update(of).digest()
const encoded = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/** The steps of "Create a signed AWS API request", done again with our copy of the secret. */
function signatureProblem(request: IncomingMessage, url: URL, body: Buffer, now: Date): string | undefined {
  const header = (name: string) => String(request.headers[name] ?? '')
  const [, credential = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(header('authorization')) ?? []
  const [key, day, region, service, end] = credential.split('/')
  const moment = header('x-amz-date')
  if (key !== accessKey || region !== 'eu-test-1' || service !== 's3' || end !== 'aws4_request') return 'InvalidAccessKeyId'
  const at = Date.parse(moment.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (day !== moment.slice(0, 8) || !(Math.abs(at - now.getTime()) < 15 * 60 * 1000)) return 'RequestTimeTooSkewed'
  const names = signed.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name))) return 'AccessDenied'
  if (header('x-amz-content-sha256') !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const path = url.pathname.split('/').map((part) => encoded(decodeURIComponent(part)))
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).toSorted()
  const canonical = [request.method, path.join('/'), query.join('&'), ...names.map((name) => `${name}:${header(name).trim()}`), '', signed, sha256(body)].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', moment, credential.slice(credential.indexOf('/') + 1), sha256(canonical)].join('\n')
  const signingKey = hmac(hmac(hmac(hmac(`AWS4${secretKey}`, day), region), service), 'aws4_request')
  return timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch'
}
