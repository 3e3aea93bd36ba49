import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { z } from 'zod'
import { BackupRefused } from './refused.ts'
import { sealing, unsealing } from './seal.ts'

/**
 * What is in a back-up, below the seal and the compression (zstd): lines of JSON. First the head; then of each table a line with
 * its name and one line for each row, a list of values as PostgreSQL writes them; last the end, with what must have been read.
 */
const head = z.object({
  koers: z.string(),
  made: z.iso.datetime(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.tuple([z.string(), z.string()])) })),
})
const start = z.object({ table: z.string() })
const count = z.object({ rows: z.number().int().nonnegative(), hash: z.string() })
const end = z.object({ end: z.object({ counts: z.record(z.string(), count), sequences: z.array(z.object({ name: z.string(), value: z.string().regex(/^-?\d{1,19}$/) })) }) })

export type Head = z.output<typeof head>
export type Count = z.output<typeof count>
export type Counts = Record<string, Count>
export type End = z.output<typeof end>['end']

/** Counts the rows of one table and adds up their hashes, so that the order in which a database gives them makes no difference. */
export function counter(): { add(lines: readonly string[]): void; count(): Count } {
  let rows = 0
  let sum = 0n
  return {
    add(lines) {
      for (const line of lines) sum += hash('sha256', line, 'buffer').readBigUInt64BE()
      rows += lines.length
    },
    count: () => ({ rows, hash: BigInt.asUintN(64, sum).toString(16).padStart(16, '0') }),
  }
}

export const sameCount = (one: Count | undefined, other: Count | undefined) => one !== undefined && one.rows === other?.rows && one.hash === other.hash

/** The lines of a whole back-up become sealed bytes for `to`. */
export async function writeArchive(lines: AsyncIterable<string>, passphrase: string | undefined, to: NodeJS.WritableStream): Promise<void> {
  await pipeline(lines, createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }), await sealing(passphrase), to)
}

type Reading = { head?: (head: Head) => Promise<void>; rows?: (table: string, lines: string[]) => Promise<void> }

/**
 * Reads a back-up to its end and holds it against its own counts; gives what is needed on the way.
 * @throws {BackupRefused} when anything is not as it was written.
 */
export async function readArchive(file: string, passphrase: string | undefined, on: Reading = {}): Promise<{ head: Head; end: End }> {
  let first: Head | undefined
  let last: End | undefined
  let table: string | undefined
  const counters = new Map<string, ReturnType<typeof counter>>()
  const read = async (lines: string[]) => {
    const name = table
    if (lines.length === 0) return
    const counts = name === undefined ? undefined : counters.get(name)
    if (name === undefined || !counts) throw damaged()
    counts.add(lines)
    await on.rows?.(name, lines)
  }
  const begin = (name: string) => {
    if (counters.has(name) || !first?.tables.some((known) => known.name === name)) throw damaged()
    counters.set(name, counter())
    return name
  }
  const take = async (lines: AsyncIterable<string[]>) => {
    for await (const batch of lines) {
      let rows: string[] = []
      for (const line of batch) {
        if (last) throw damaged()
        if (line.startsWith('[')) rows.push(line)
        else {
          await read(rows)
          rows = []
          if (!first) {
            first = parse(head, line)
            await on.head?.(first)
          } else if (line.startsWith('{"table"')) table = begin(parse(start, line).table)
          else last = parse(end, line).end
        }
      }
      await read(rows)
    }
  }
  await pipeline(createReadStream(file), (source: AsyncIterable<Buffer>) => unsealing(source, passphrase), createZstdDecompress({ chunkSize: 256 * 1024 }), linesOf, take).catch(
    (error: unknown) => {
      throw error instanceof Error && 'code' in error && String(error.code).startsWith('ZSTD') ? damaged() : error
    },
  )
  if (!first || !last) throw damaged()
  for (const { name } of first.tables) if (!sameCount(last.counts[name], counters.get(name)?.count())) throw damaged()
  return { head: first, end: last }
}

/** More than the largest row that a request can make, and far less than a string may hold. */
const LINE_AT_MOST = 256 * 1024 * 1024

async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const chunk of source) {
    const cut = chunk.lastIndexOf('\n')
    if (cut < 0) {
      waiting.push(chunk)
      length += chunk.length
      if (length > LINE_AT_MOST) throw damaged()
      continue
    }
    yield Buffer.concat([...waiting, chunk.subarray(0, cut)])
      .toString()
      .split('\n')
    waiting = [chunk.subarray(cut + 1)]
    length = chunk.length - cut - 1
  }
  if (length > 0) throw damaged()
}

function parse<T>(schema: z.ZodType<T>, line: string): T {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    throw damaged()
  }
}

const damaged = () => new BackupRefused('This back-up is damaged: its content does not agree with itself.')
