import { AwsV4Signer } from 'aws4fetch'
import { createHash } from 'node:crypto'
import { SECOND, type Clock } from './clock.ts'

export type S3Settings = { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string }

/** The store does not answer, or says that it cannot for now. */
export class StoreAway extends Error {
  readonly code = 'store-away'
  constructor(cause: unknown) {
    super('The store of files does not answer.', { cause })
    this.name = 'StoreAway'
  }
}

/** Ten megabytes within this is 5 Mbit/s; a person waits for it. */
const TIME_FOR_ONE_REQUEST = 15 * SECOND
/** Of one page of a list; the most that S3 gives. */
const LISTED_AT_ONCE = 1000

export type Objects = {
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  get(key: string): Promise<Uint8Array<ArrayBuffer>>
  /** Also when it is gone already. */
  remove(key: string): Promise<void>
  /** In order of their keys, from the first after `after`; empty when there are no more. */
  list(prefix: string, after: string): Promise<{ key: string; modifiedAt: Date }[]>
}

/** Five calls of Amazon's S3 API, with the bucket in the path, as every compatible store understands them. @throws {StoreAway} */
export function openS3({ settings, clock }: { settings: S3Settings; clock: Clock }): Objects {
  const { endpoint, bucket, region, accessKey, secretKey } = settings

  async function ask(method: 'GET' | 'PUT' | 'DELETE', path: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
    const signer = new AwsV4Signer({
      method,
      url: `${endpoint}/${bucket}${path}`,
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: 's3',
      region,
      datetime: clock
        .now()
        .toISOString()
        .replaceAll(/[:-]|\.\d{3}/g, ''),
      // The hash of the contents is signed too: bytes that change on the way are refused by the store.
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
      },
    })
    const { url, headers } = await signer.sign()
    const answered = await fetch(url, { method, headers, redirect: 'error', signal: AbortSignal.timeout(TIME_FOR_ONE_REQUEST), ...(body ? { body } : {}) }).catch(
      (error: unknown) => {
        throw new StoreAway(error)
      },
    )
    if (answered.ok || (method === 'DELETE' && answered.status === 404)) return answered
    await answered.body?.cancel()
    if (answered.status >= 500 || answered.status === 429) throw new StoreAway(answered.status)
    // Wrong keys, no such bucket: for the operator to mend.
    throw new Error(`The store of files answered ${answered.status} to ${method}.`)
  }
  const read = async <T>(reading: Promise<T>): Promise<T> =>
    reading.catch((error: unknown) => {
      throw new StoreAway(error) // cut off halfway
    })

  return {
    put: async (key, bytes) => void (await read((await ask('PUT', `/${key}`, bytes)).arrayBuffer())),
    get: async (key) => new Uint8Array(await read((await ask('GET', `/${key}`)).arrayBuffer())),
    remove: async (key) => void (await read((await ask('DELETE', `/${key}`)).arrayBuffer())),
    async list(prefix, after) {
      const query = new URLSearchParams({ 'list-type': '2', prefix, 'max-keys': String(LISTED_AT_ONCE), ...(after === '' ? {} : { 'start-after': after }) })
      const xml = await read((await ask('GET', `?${query.toString()}`)).text())
      // Our keys and a moment hold nothing that XML would write in another way.
      return [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, entry = '']) => {
        const key = /<Key>([\w/-]+)<\/Key>/.exec(entry)?.[1]
        const modified = /<LastModified>([\d:.TZ+-]+)<\/LastModified>/.exec(entry)?.[1]
        return key && modified ? [{ key, modifiedAt: new Date(modified) }] : []
      })
    },
  }
}
