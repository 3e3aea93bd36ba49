import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordsOf } from './csv.ts'
import { encodingOf } from './encoding.ts'
import { duoFolder } from './fixture.ts'

async function read(content: string | Uint8Array, columns = 3) {
  const path = join(duoFolder({ 'x.csv': content }), 'x.csv')
  const records = []
  for await (const group of recordsOf(path, await encodingOf(path), ',', columns)) records.push(...group)
  return records.map((record) => ('broken' in record ? `${record.line} ✗` : `${record.line} ${record.fields.slice(0, columns).join('|')}`))
}

test('a quote that is never closed costs its own line and no other', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => (index === 2500 ? 'a,"open,c' : `a,"b ${index}",c`))
  const records = await read(`x,y,z\n${rows.join('\n')}\n`)
  expect(records).toHaveLength(5000)
  expect(records.filter((record) => record.includes('✗'))).toEqual(['2502 ✗'])
})

test('quotes as CSV has them, and as people write them', async () => {
  expect(await read('x,y,z\na,"b ""c"", d",e\na,BS "De X",e\na,"De "Y" school",e\na,"over two\nlines",e\na,b,e\na,"open')).toEqual([
    '2 a|b "c", d|e',
    '3 a|BS "De X"|e',
    '4 ✗',
    '5 a|over two\nlines|e',
    '7 a|b|e',
    '8 ✗',
  ])
})

test('a row with too few or too many columns is broken; empty ones at the end do no harm', async () => {
  expect(await read('x,y,z\na,b\na,b,c,d\na,b,c,,\n\n  \na,b,c')).toEqual(['2 ✗', '3 ✗', '4 a|b|c', '7 a|b|c'])
})

test('line ends of Windows, Unix and old Macs, a BOM and UTF-16 make no difference', async () => {
  const text = 'x,y,z\na,é,c\nd,e,f\n'
  for (const content of [text, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r'), `\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le')])
    expect(await read(content)).toEqual(['2 a|é|c', '3 d|e|f'])
})

test('Latin-1 is told from UTF-8, also when a UTF-8 file has one damaged letter or breaks off in the middle of one', async () => {
  expect(await read(Buffer.from('x,y,z\na,Mozaïek,c\n', 'latin1'))).toEqual(['2 a|Mozaïek|c'])
  expect(await read(Buffer.concat([Buffer.from('x,y,z\na,Mozaïek é,c\na,'), Buffer.of(0xe9), Buffer.from(',c\n')]))).toEqual(['2 a|Mozaïek é|c', '3 a|\uFFFD|c'])
  expect(await read(Buffer.from('x,y,z\na,b,é').subarray(0, -1))).toEqual(['2 a|b|\uFFFD'])
})

test('a line without end is not held in memory', async () => {
  const records = await read(`x,y,z\n${'a'.repeat(3_000_000)}\na,b,c\n`)
  expect(records).toEqual(['2 ✗', '3 a|b|c'])
})

test('any bytes give records, one for at most each line', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const content = Buffer.concat([Buffer.from('x,y,z\n'), bytes])
      const lines = content.toString('latin1').split(/\r\n|\r|\n/).length
      expect((await read(content)).length).toBeLessThanOrEqual(lines)
    }),
    { numRuns: 100 },
  )
})
