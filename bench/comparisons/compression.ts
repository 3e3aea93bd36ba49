import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { realInstrument as instrument } from '../../tests/support/content.ts'
import { median, type Figure } from '../figure.ts'
import { reading } from '../measurement.ts'
import type { Scenario } from '../scenario.ts'

/** For the decision on how pages are compressed: size and CPU time of each way, over the 59 question pages as they are. */
const ways: { name: string; compress: (text: string) => Uint8Array }[] = [
  ...[1, 3, 6, 9, 12].map((level) => ({ name: `zstd ${level}`, compress: (text: string) => zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: level } }) })),
  ...[1, 4, 6, 9].map((level) => ({ name: `gzip ${level}`, compress: (text: string) => gzipSync(text, { level }) })),
  ...[1, 4, 5, 11].map((quality) => ({ name: `br ${quality}`, compress: (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }) })),
]
const TURNS = 5

export const compareCompression: Scenario = async (stage, tally) => {
  const { url: base } = await stage.koers()
  const { open } = await stage.filled()
  const pages: string[] = []
  for (const { id } of instrument.conditions) {
    const { path, headers } = reading(open, `/${id}`, [])
    const answer = await fetch(new URL(path, base), { headers: { ...headers, 'accept-encoding': 'identity' } })
    pages.push(await answer.text())
  }
  tally.add('compression: the pages to compress', pages.every((page) => page.endsWith('</html>')) ? [] : ['a page is not whole'])
  return ways.map(({ name, compress }): Figure => {
    const turns: number[] = []
    let bytes = 0
    for (let turn = 0; turn < (stage.options.check ? 1 : TURNS); turn++) {
      const before = process.cpuUsage()
      bytes = 0
      for (const page of pages) bytes += compress(page).length
      const { user, system } = process.cpuUsage(before)
      turns.push(Math.round((user + system) / pages.length))
    }
    return {
      scenario: 'compression',
      what: `${name}, CPU for one question page`,
      unit: 'µs',
      value: median(turns),
      rounds: turns,
      parts: { 'mean size, kB': Number((bytes / pages.length / 1000).toFixed(2)) },
    }
  })
}
