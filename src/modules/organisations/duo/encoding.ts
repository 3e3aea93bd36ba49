import { createReadStream } from 'node:fs'

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252'

/**
 * UTF-8 unless its bytes say otherwise. One damaged letter in a UTF-8 file does not make it Windows-1252 (which Latin-1 is part of):
 * that takes more unreadable than readable accents. A letter cut off at the very end counts for nothing.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8')
  let readable = 0
  let damaged = 0
  let isFirst = true
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
    if (isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8'
    isFirst = false
    const text = decoder.decode(chunk, { stream: true })
    const lost = text.match(/\uFFFD/g)?.length ?? 0
    damaged += lost
    readable += (text.match(/[^\0-\x7F]/g)?.length ?? 0) - lost
  }
  return damaged > readable ? 'windows-1252' : 'utf-8'
}
