import { expect, test } from 'vitest'
import { docx, joined, odt, pdf, png, text, zip } from '../../tests/support/files.ts'
import { fileTypeOf } from './file-type.ts'

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9])
const webp = joined(text('RIFF'), new Uint8Array([12, 0, 0, 0]), text('WEBPVP8 '), new Uint8Array(4))
/** Ten zeros that say they are 40 MB, and the other way round. */
const lying = (file: Uint8Array<ArrayBuffer>, entry: string, size: number) => {
  const copy = new Uint8Array(file)
  const view = new DataView(copy.buffer)
  const directory = view.getUint32(copy.length - 6, true)
  const at = Buffer.from(copy).indexOf(entry, directory) - 46
  view.setUint32(at + 24, size, true)
  return copy
}

test.each([
  ['a PDF', pdf(), 'beleid.pdf', 'application/pdf'],
  ['a PDF with another name', pdf(), 'beleid.exe', 'application/pdf'],
  ['a PNG', png(), 'foto.png', 'image/png'],
  ['a JPEG', jpeg, 'foto.jpeg', 'image/jpeg'],
  ['a WebP', webp, 'foto.webp', 'image/webp'],
  ['a Word document', docx(), 'beleid.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['an OpenDocument text', odt(), 'beleid.odt', 'application/vnd.oasis.opendocument.text'],
  ['plain text', text('\ufeffNotulen: één besluit\r\n'), 'notulen.txt', 'text/plain; charset=utf-8'],
  ['a table', text('a;b\n1;2\n'), 'lijst.CSV', 'text/csv; charset=utf-8'],
])('%s is known by its contents', (_, bytes, name, type) => {
  expect(fileTypeOf(bytes, name)?.mediaType).toBe(type)
})

test.each([
  ['a program called .pdf', joined(text('MZ'), new Uint8Array(200)), 'beleid.pdf'],
  ['a page called .png', text('<html><script>alert(1)</script>'), 'foto.png'],
  ['a page', text('<html><script>alert(1)</script>'), 'pagina.html'],
  ['an SVG', text('<svg onload="alert(1)"/>'), 'plaatje.svg'],
  ['a program called .txt', joined(text('MZ'), new Uint8Array(200)), 'notulen.txt'],
  ['text that is not UTF-8', new Uint8Array([0x63, 0x61, 0x66, 0xe9]), 'notulen.txt'],
  ['a PDF cut off halfway', pdf().slice(0, 30), 'beleid.pdf'],
  ['a PNG cut off halfway', png().slice(0, 50), 'foto.png'],
  ['a PNG with a page behind it', joined(png(), text('<script>alert(1)</script>')), 'foto.png'],
  ['a PNG with a chunk that says it is endless', joined(png().slice(0, 33), new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0])), 'foto.png'],
  ['a PDF that is a zip as well', joined(pdf(), zip({ 'Main.class': 'cafebabe' })), 'beleid.pdf'],
  ['a JPEG that is a zip as well', joined(jpeg, zip({ 'Main.class': 'cafebabe' })), 'foto.jpg'],
  ['text that is a zip as well', joined(text('hallo\n'), zip({ a: 'b' })), 'a.txt'],
  ['any zip', zip({ 'run.js': 'alert(1)' }), 'beleid.docx'],
  ['a Word document with macros', docx({ 'word/vbaProject.bin': 'macro' }), 'beleid.docx'],
  ['macros by another case', docx({ 'word/VBAProject.bin': 'macro' }), 'beleid.docx'],
  [
    'a macro document that lost its macros',
    docx({ '[Content_Types].xml': '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' }),
    'beleid.docx',
  ],
  ['an OpenDocument text with macros', odt({ 'Basic/Standard/Module1.xml': '<module/>' }), 'beleid.odt'],
  ['a Word document without its list of contents', zip({ 'word/document.xml': '<document/>' }), 'beleid.docx'],
  ['a Word document with something before it', joined(text('#!/bin/sh\n'), docx()), 'beleid.docx'],
  ['a Word document with something behind it', joined(docx(), text('<script>alert(1)</script>')), 'beleid.docx'],
  ['a zip bomb that says how large it is', docx({ 'word/media/a.png': new Uint8Array(60_000_000) }), 'beleid.docx'],
  ['many bombs that are each not too large', docx({ 'word/1': new Uint8Array(40_000_000), 'word/2': new Uint8Array(40_000_000), 'word/3': new Uint8Array(40_000_000) }), 'b.docx'],
  ['a zip bomb that lies about it', lying(docx({ 'word/media/a.png': new Uint8Array(60_000_000) }), 'word/media/a.png', 100), 'beleid.docx'],
  ['a Word document with a damaged part', lying(docx(), 'word/document.xml', 5), 'beleid.docx'],
  ['two letters', text('PK'), 'beleid.docx'],
])('%s is not taken', (_, bytes, name) => {
  expect(fileTypeOf(bytes, name)).toBeUndefined()
})
