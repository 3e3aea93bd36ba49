import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { BackupRefused } from './refused.ts'

/**
 * How a back-up is kept whole. The file is one line of text and then frames; each frame is sealed, and the seal covers the line,
 * the place of the frame and whether it is the last. So nothing can be changed, left out, moved, cut off or added unseen.
 *
 *     koers-backup 1 aes-256-gcm <salt>\n      or      koers-backup 1 plain\n
 *     frame: 1 byte, 1 for the last | 4 bytes, length of the content | content | 16 bytes, seal
 *
 * With a passphrase the content is encrypted with AES-256-GCM (NIST SP 800-38D) and the seal is its tag; the key comes from the
 * passphrase by scrypt (RFC 7914) with a salt of this file only, so a counter is a nonce that is never used twice.
 * Without one the seal is the first half of a SHA-256, which shows damage and no more.
 */
const VERSION = 1
const SEAL = 16
const HEAD = 5
const CONTENT_AT_MOST = 64 * 1024
/** What OWASP advises for scrypt: 128 MB of memory and about half a second for each guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const FIRST_LINE_AT_MOST = 100

type Seal = { line: string; close(content: Buffer, place: Buffer): Buffer[]; open(content: Buffer, seal: Buffer, place: Buffer): Buffer | undefined }

const plain: Seal = (() => {
  const line = `koers-backup ${VERSION} plain\n`
  const sum = (content: Buffer, place: Buffer) => createHash('sha256').update(line).update(place).update(content).digest().subarray(0, SEAL)
  return {
    line,
    close: (content, place) => [content, sum(content, place)],
    open: (content, seal, place) => (timingSafeEqual(sum(content, place), seal) ? content : undefined),
  }
})()

async function encrypted(passphrase: string, salt: Buffer): Promise<Seal> {
  const line = `koers-backup ${VERSION} aes-256-gcm ${salt.toString('base64url')}\n`
  const key = await new Promise<Buffer>((resolve, reject) => scrypt(passphrase, salt, 32, COST, (error, made) => (error ? reject(error) : resolve(made))))
  const nonce = (place: Buffer) => Buffer.concat([Buffer.alloc(4), place.subarray(1)])
  const about = (place: Buffer) => Buffer.concat([Buffer.from(line), place])
  return {
    line,
    close(content, place) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(place)).setAAD(about(place))
      return [cipher.update(content), cipher.final(), cipher.getAuthTag()]
    },
    open(content, seal, place) {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(place), { authTagLength: SEAL }).setAAD(about(place)).setAuthTag(seal)
      try {
        return Buffer.concat([decipher.update(content), decipher.final()])
      } catch {
        return undefined
      }
    },
  }
}

/** Whether it is the last, and its number: 1 and 8 bytes. */
function placeOf(number: bigint, isLast: boolean): Buffer {
  const place = Buffer.alloc(9)
  place[0] = isLast ? 1 : 0
  place.writeBigUInt64BE(number, 1)
  return place
}

/** A stage of a pipeline: bytes in, the sealed file out. */
export async function sealing(passphrase: string | undefined): Promise<(source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>> {
  const seal = passphrase === undefined ? plain : await encrypted(passphrase, randomBytes(16))
  return async function* (source) {
    yield Buffer.from(seal.line)
    let waiting = Buffer.alloc(0)
    let number = 0n
    const frame = (content: Buffer, isLast: boolean) => {
      const place = placeOf(number++, isLast)
      const head = Buffer.alloc(HEAD)
      head[0] = place[0] ?? 0
      head.writeUInt32BE(content.length, 1)
      return Buffer.concat([head, ...seal.close(content, place)])
    }
    for await (const chunk of source) {
      waiting = Buffer.concat([waiting, chunk])
      for (; waiting.length > CONTENT_AT_MOST; waiting = waiting.subarray(CONTENT_AT_MOST)) yield frame(waiting.subarray(0, CONTENT_AT_MOST), false)
    }
    yield frame(waiting, true)
  }
}

/**
 * A stage of a pipeline: the sealed file in, the bytes out; no byte comes out before its seal was checked.
 * @throws {BackupRefused} when the file is not a back-up, is damaged or cut off, or the passphrase does not fit.
 */
export async function* unsealing(source: AsyncIterable<Buffer>, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const bytes = reader(source)
  const seal = await sealNamed(await bytes.line(), passphrase)
  for (let number = 0n; ; number++) {
    const head = await bytes.take(HEAD)
    const length = head.readUInt32BE(1)
    const isLast = head[0] === 1
    if ((head[0] ?? 2) > 1 || length > CONTENT_AT_MOST) throw damaged()
    const content = seal.open(await bytes.take(length), await bytes.take(SEAL), placeOf(number, isLast))
    if (!content) throw number === 0n && passphrase !== undefined ? new BackupRefused('The passphrase does not fit this back-up, or the file is damaged.') : damaged()
    yield content
    if (!isLast) continue
    if (await bytes.more()) throw damaged()
    return
  }
}

async function sealNamed(line: string, passphrase: string | undefined): Promise<Seal> {
  const [, version, kind, salt] = /^koers-backup (\d+) ([\w-]+)(?: ([\w-]{22}))?\n$/.exec(line) ?? []
  if (version === undefined) throw new BackupRefused('This file is not a back-up of Koers.')
  if (Number(version) !== VERSION)
    throw new BackupRefused(`This back-up has version ${version}; this version of Koers reads version ${VERSION}. Use the Koers that made it, or a newer one.`)
  if (kind === 'plain' && salt === undefined) {
    // Who asks for a passphrase expects a file that nobody else could have written.
    if (passphrase !== undefined) throw new BackupRefused('This back-up is not encrypted. Leave out --passphrase-file if that is what you expect.')
    return plain
  }
  if (kind !== 'aes-256-gcm' || salt === undefined) throw damaged()
  if (passphrase === undefined) throw new BackupRefused('This back-up is encrypted. Give its passphrase with --passphrase-file FILE.')
  return encrypted(passphrase, Buffer.from(salt, 'base64url'))
}

const damaged = () => new BackupRefused('This back-up is damaged: its content is not what was written.')

/** Takes as many bytes as are asked for from chunks of any size. */
function reader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let waiting = Buffer.alloc(0)
  const more = async () => {
    const next = await chunks.next()
    if (next.done !== true) waiting = Buffer.concat([waiting, next.value])
    return next.done !== true
  }
  const take = async (length: number) => {
    while (waiting.length < length) if (!(await more())) throw new BackupRefused('This back-up ends too early: it was not written or copied to its end.')
    const taken = waiting.subarray(0, length)
    waiting = waiting.subarray(length)
    return taken
  }
  return {
    take,
    more: async () => waiting.length > 0 || (await more()),
    async line() {
      while (!waiting.includes('\n') && waiting.length < FIRST_LINE_AT_MOST && (await more()));
      const end = waiting.subarray(0, FIRST_LINE_AT_MOST).indexOf('\n')
      return end < 0 ? '' : (await take(end + 1)).toString('latin1')
    },
  }
}
