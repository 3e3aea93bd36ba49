import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type OdsLimits, readOds, type Row, type Sheet, type Workbook, writeOds } from './ods.ts'

function bookOf(sheet: Partial<Sheet>, book: Partial<Workbook> = {}): Workbook {
  return { title: 'Meting', language: 'nl-NL', created: new Date('2026-03-04T10:00:00Z'), sheets: [{ name: 'Antwoorden', columns: [], rows: [], ...sheet }], ...book }
}

function written(rows: Row[], sheet: Partial<Sheet> = {}): Uint8Array {
  return writeOds(bookOf({ rows, ...sheet }))
}

function part(file: Uint8Array, name: string): string {
  return strFromU8(unzipSync(file)[name] ?? new Uint8Array())
}

function rowsOf(file: Uint8Array, limits?: Partial<OdsLimits>): string[][] {
  const read = readOds(file, limits)
  return read.ok ? (read.book.sheets[0]?.rows ?? []) : expect.unreachable(`${read.problem} ${read.where}`)
}

/** A file with the given parts instead of, or next to, those of an empty book. */
function fileWith(parts: Record<string, string | Uint8Array>): Uint8Array {
  const all = { ...unzipSync(written([])), ...Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])) }
  return zipSync(all, { level: 1 })
}

const opening =
  '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'

function content(table: string, before = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${before}${opening}<office:body><office:spreadsheet><table:table table:name="Antwoorden">${table}</table:table></office:spreadsheet></office:body></office:document-content>`
}

function fileWithTable(table: string): Uint8Array {
  return fileWith({ 'content.xml': content(table) })
}

function cellOf(inside: string, attributes = 'office:value-type="string"'): string {
  return rowsOf(fileWithTable(`<table:table-row><table:table-cell ${attributes}>${inside}</table:table-cell></table:table-row>`))[0]?.[0] ?? ''
}

const withoutForbidden = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')

/** Any UTF-16 at all, and texts thick with what XML and ODF treat specially. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom(' ', '  ', '\t', '\n', '\r', '\r\n', 'a', '&', '<', ']]>', '"', "'", '=', '\u00a0', '\u2028', '\ufeff', '😀', '\0'), { maxLength: 12 })
    .map((parts) => parts.join('')),
)

describe('writing', () => {
  test('any texts survive writing and reading exactly, apart from what XML forbids', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { maxLength: 5 }), { maxLength: 5 }), (texts) => {
        const rows = rowsOf(written(texts.map((row) => row.map((text) => ({ text })))))
        for (const [y, row] of texts.entries()) for (const [x, text] of row.entries()) expect(rows[y]?.[x] ?? '').toBe(withoutForbidden(text))
      }),
      { numRuns: 200 },
    )
  })

  test('a link, an input field and a heading keep their text as exactly', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const options = [{ href: 'https://example.nl/?a=1&b="2"' }, { style: 'input' as const }, { style: 'heading' as const }]
        expect(rowsOf(written([[...options.map((option) => ({ text, ...option })), { text: 'end' }]]))).toEqual([[...options.map(() => withoutForbidden(text)), 'end']])
      }),
    )
  })

  test.each(['=1+1', '+x', '-x', '@SUM(A1)', '=HYPERLINK("https://evil.example")', '\t=1', "'=1", 'of:=1+1', '{=1}', '007', '1-2', 'TRUE'])('%j stays text', (text) => {
    const file = written([[{ text }]])
    expect(rowsOf(file)).toEqual([[text]])
    expect(part(file, 'content.xml')).toContain('office:value-type="string"')
    expect(part(file, 'content.xml')).not.toContain('table:formula')
  })

  test('numbers and dates are typed, so that a spreadsheet can count and sort them', () => {
    const file = written([[{ number: -0.5 }, { date: '2026-01-31' }, null, { number: 1e21 }]])
    expect(part(file, 'content.xml')).toContain('office:value-type="float" office:value="-0.5"')
    expect(part(file, 'content.xml')).toContain('office:value-type="date" office:date-value="2026-01-31"')
    expect(rowsOf(file)).toEqual([['-0.5', '2026-01-31', '', '1e+21']])
  })

  test.each<[string, Partial<Sheet>]>([
    ['a date that does not exist', { rows: [[{ date: '2026-02-30' }]] }],
    ['a number that is none', { rows: [[{ number: Number.NaN }]] }],
    ['a width without a unit', { columns: [{ width: '4' }] }],
    ['a width that breaks out of its attribute', { columns: [{ width: '4cm"/>' }] }],
    ['a name with a slash', { name: 'a/b' }],
    ['no name', { name: '' }],
    ['a name with half a character', { name: 'a\ud800' }],
    ['a hidden sheet only', { hidden: true }],
    ['a span over other cells', { rows: [[{ text: 'a', span: 2 }, { text: 'b' }]] }],
    ['a range that ends before it starts', { validations: [{ column: 0, fromRow: 2, toRow: 1, list: [], message: '' }] }],
  ])('%s is refused', (_, sheet) => {
    expect(() => writeOds(bookOf(sheet))).toThrow(RangeError)
  })

  test('two sheets cannot have the same name', () => {
    const sheet = { name: 'A', columns: [], rows: [] }
    expect(() => writeOds(bookOf({}, { sheets: [sheet, { ...sheet, name: 'a' }] }))).toThrow(RangeError)
  })

  test('the type of the file can be told from its first bytes', () => {
    const file = written([])
    expect(strFromU8(file.subarray(30, 84))).toBe('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')
  })

  test('the same book gives the same bytes', () => {
    expect(written([[{ text: 'a' }]])).toEqual(written([[{ text: 'a' }]]))
  })

  test('title, language, author, moment and own properties stand in the metadata', () => {
    const meta = { form: 'meting-7', version: 'a & "b"\n  c', ['__proto__']: 'own' }
    const file = writeOds(bookOf({}, { title: 'Meting <1>', author: 'Jan & Co', meta }))
    for (const expected of [
      '<dc:title>Meting &lt;1&gt;</dc:title>',
      '<dc:language>nl-NL</dc:language>',
      '<dc:creator>Jan &amp; Co</dc:creator>',
      '<meta:creation-date>2026-03-04T10:00:00Z</meta:creation-date>',
    ])
      expect(part(file, 'meta.xml')).toContain(expected)
    const read = readOds(file)
    expect(read.ok && Object.entries(read.book.meta)).toEqual(Object.entries(meta))
  })

  test('header rows are marked as such, and stay in view', () => {
    const file = written([[{ text: 'Vraag' }], [{ text: 'a' }]], { headerRows: 1 })
    expect(part(file, 'content.xml')).toMatch(/<table:table-header-rows>.*Vraag.*<\/table:table-header-rows>.*<text:p>a/)
    expect(part(file, 'settings.xml')).toContain('<config:config-item config:name="VerticalSplitPosition" config:type="int">1<')
    expect(rowsOf(file)).toEqual([['Vraag'], ['a']])
  })

  test('a sheet and a column can be hidden', () => {
    const sheet = { name: 'A', columns: [{ width: '4cm', hidden: true }], rows: [] }
    const xml = part(writeOds(bookOf({}, { sheets: [sheet, { ...sheet, name: 'B', hidden: true }] })), 'content.xml')
    expect(xml).toContain('<table:table table:name="A" table:style-name="shown">')
    expect(xml).toContain('<table:table table:name="B" table:style-name="hidden">')
    expect(xml).toContain('table:visibility="collapse"')
  })

  test('a list gives a drop-down in its range, also below the last row', () => {
    const xml = part(
      written([[{ text: 'Antwoord' }]], {
        name: "Blad 'één' nu",
        validations: [{ column: 1, fromRow: 1, toRow: 500, list: ['Ja', 'Nee; "toch"'], message: 'Kies uit de lijst.' }],
      }),
      'content.xml',
    )
    expect(xml).toContain('table:condition="of:cell-content-is-in-list(&quot;Ja&quot;;&quot;Nee; &quot;&quot;toch&quot;&quot;&quot;)"')
    expect(xml).toContain(`table:base-cell-address="'Blad ''één'' nu'.B2"`)
    expect(xml).toContain('table:number-rows-repeated="500"><table:table-cell/><table:table-cell table:content-validation-name="val1"/></table:table-row>')
    expect(xml).toContain('<text:p>Kies uit de lijst.</text:p>')
  })

  test.each(['http://example.nl/', 'javascript:alert(1)', '//example.nl', 'file:///etc/passwd', '', 'https:'])('%j does not become a link', (href) => {
    const file = written([[{ text: 'lees', href }]])
    expect(part(file, 'content.xml')).not.toContain('<text:a')
    expect(rowsOf(file)).toEqual([['lees']])
  })

  test('a cell over several columns keeps the others in their place', () => {
    expect(rowsOf(written([[{ text: 'a', span: 3 }, null, null, { text: 'd' }]]))).toEqual([['a', '', '', 'd']])
  })
})

/** What LibreOffice 7.4 made of a form that somebody filled in, shortened. */
const savedByLibreOffice = content(`
  <office:forms form:automatic-focus="false" xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"/>
  <table:shapes><draw:frame><draw:text-box><text:p>a drawing</text:p></draw:text-box></draw:frame></table:shapes>
  <table:table-column table:style-name="co1" table:number-columns-repeated="16384" table:default-cell-style-name="Default"/>
  <table:table-header-rows>
    <table:table-row table:style-name="ro1">
      <table:table-cell office:value-type="string" calcext:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>Vraag</text:p></table:table-cell>
      <table:covered-table-cell office:value-type="string"><text:p>hidden below</text:p></table:covered-table-cell>
      <table:table-cell table:number-columns-repeated="2" office:value-type="string" calcext:value-type="string"><text:p>zelfde</text:p></table:table-cell>
      <table:table-cell table:number-columns-repeated="16380"/>
    </table:table-row>
  </table:table-header-rows>
  <table:table-row-group><table:table-row table:style-name="ro2" table:number-rows-repeated="2">
    <table:table-cell/>
    <table:table-cell office:value-type="date" office:date-value="2026-01-31T12:30:00" calcext:value-type="date"><text:p>31-01-2026</text:p></table:table-cell>
    <table:table-cell office:value-type="percentage" office:value="0.25" calcext:value-type="percentage"><text:p>25,00%</text:p></table:table-cell>
    <table:table-cell office:value-type="float" office:value="1E+021" calcext:value-type="float"><text:p>1,00E+21</text:p></table:table-cell>
    <table:table-cell office:value-type="boolean" office:boolean-value="true" calcext:value-type="boolean"><text:p>WAAR</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="16379"/>
  </table:table-row></table:table-row-group>
  <table:table-row table:style-name="ro2" table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
  <table:table-row table:style-name="ro2">
    <table:table-cell office:value-type="string" calcext:value-type="string"><office:annotation draw:style-name="gr1"><dc:date>2026-01-31T00:00:00</dc:date><text:p>secret remark</text:p></office:annotation><text:p>een<text:tab/>twee <text:s text:c="2"/>drie<text:line-break/>vier </text:p><text:p/><text:p>  <text:span text:style-name="T1">v<text:span>ij</text:span></text:span>f &amp; <text:a>zes</text:a></text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="16383"/>
  </table:table-row>
  <table:table-row table:style-name="ro2" table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`)

describe('reading', () => {
  test('what LibreOffice makes of a sheet: repeated, merged and typed cells, comments, lines and spaces', () => {
    expect(rowsOf(fileWith({ 'content.xml': savedByLibreOffice }))).toEqual([
      ['Vraag', '', 'zelfde', 'zelfde'],
      ['', '2026-01-31', '0.25', '1e+21', 'true'],
      ['', '2026-01-31', '0.25', '1e+21', 'true'],
      [],
      [],
      [],
      ['een\ttwee   drie\nvier \n\n  vijf & zes'],
    ])
  })

  test('an indented file gives the text without its indentation', () => {
    expect(cellOf('\n  <text:p>\n    een\n    <text:span>\n twee</text:span>\n  </text:p>\n  <text:p>drie</text:p>')).toBe('een twee\ndrie')
  })

  test.each([
    ['office:value-type="float" office:value="rommel"', 'shown'],
    ['office:value-type="float" office:value="1e999"', 'shown'],
    ['office:value-type="date" office:date-value="31-1-2026"', 'shown'],
    ['office:value-type="time" office:time-value="PT10H00M"', 'shown'],
    ['office:value-type="string" office:string-value="kept"', 'kept'],
    ['office:value-type="currency" office:currency="EUR" office:value="12.50"', '12.5'],
    ['', 'shown'],
  ])('a cell with %s reads as %j', (attributes, text) => {
    expect(cellOf('<text:p>shown</text:p>', attributes)).toBe(text)
  })

  test('namespaces count, not prefixes', () => {
    const renamed = part(written([[{ text: 'a' }]]), 'content.xml')
      .replace(/(?<=[< /])table:/g, 't:')
      .replace('xmlns:table=', 'xmlns:t=')
    expect(rowsOf(fileWith({ 'content.xml': renamed }))).toEqual([['a']])
    expect(readOds(fileWith({ 'content.xml': renamed.replace('<t:table-cell ', '<t:table-cell t:formula="of:=1" ') }))).toMatchObject({ problem: 'has-formula' })
  })

  test('a formula is refused, with the cell it stands in', () => {
    const formula = '<table:table-cell table:formula="of:=SUM([.A1:.A3])" office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>'
    const table = `<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/>${formula}</table:table-row>`
    expect(readOds(fileWithTable(table))).toEqual({ ok: false, problem: 'has-formula', where: 'Antwoorden.C5' })
    expect(
      readOds(
        fileWithTable(
          table.replaceAll('table-cell table:formula', 'covered-table-cell table:formula').replace('3</text:p></table:table-cell>', '3</text:p></table:covered-table-cell>'),
        ),
      ),
    ).toMatchObject({ where: 'Antwoorden.C5' })
  })

  test('a template is read like a spreadsheet', () => {
    expect(readOds(fileWith({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet-template' }))).toMatchObject({ ok: true })
  })
})

const cellWith = (text: string, attributes = '') => `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`
const rowWith = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`
const manifestWith = (entry: string) =>
  `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml">${entry}</manifest:file-entry></manifest:manifest>`

/** Changes one field of the directory record of an entry (offsets: APPNOTE 4.3.12). */
function withField(file: Uint8Array, name: string, field: number, value: number, bytes: 2 | 4): Uint8Array {
  const changed = file.slice()
  const view = new DataView(changed.buffer)
  for (
    let at = view.getUint32(file.length - 6, true);
    view.getUint32(at, true) === 0x02014b50;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  ) {
    if (strFromU8(changed.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))) !== name) continue
    if (bytes === 2) view.setUint16(at + field, value, true)
    else view.setUint32(at + field, value, true)
  }
  return changed
}

const flagsField = 8
const checksumField = 16
const unpackedField = 24

/** The same file with one name in it replaced by another of the same length, in both headers. */
function renamed(file: Uint8Array, from: string, to: string): Uint8Array {
  return Uint8Array.from(Buffer.from(Buffer.from(file).toString('latin1').replaceAll(from, to), 'latin1'))
}

describe('a file that is not what it should be', () => {
  const whole = written([[{ text: 'a' }]])

  test.each<[string, Uint8Array, object]>([
    ['nothing', new Uint8Array(), { problem: 'not-a-zip' }],
    ['a text file', strToU8('vraag;antwoord\n'.repeat(10)), { problem: 'not-a-zip' }],
    ['a zip behind something else', Uint8Array.of(...strToU8('GIF89a'), ...whole), { problem: 'not-a-zip' }],
    ['an xlsx', zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<workbook/>') }), { problem: 'not-ods' }],
    ['a text document', fileWith({ mimetype: 'application/vnd.oasis.opendocument.text' }), { problem: 'not-ods' }],
    ['a spreadsheet in name only', fileWith({ 'content.xml': `${opening}<office:body><office:text/></office:body></office:document-content>` }), { problem: 'not-ods' }],
    ['other XML', fileWith({ 'content.xml': '<html/>' }), { problem: 'not-ods' }],
    ['no content', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }), { problem: 'not-ods' }],
    ['encrypted parts', fileWith({ 'META-INF/manifest.xml': manifestWith('<manifest:encryption-data/>') }), { problem: 'encrypted' }],
    ['an encrypted package', fileWith({ 'encrypted-package': 'x' }), { problem: 'encrypted' }],
    ['an encrypted zip', withField(whole, 'content.xml', flagsField, 1, 2), { problem: 'encrypted' }],
    ['half a file', whole.subarray(0, whole.length / 2), { problem: 'broken-zip' }],
    ['something behind the zip', Uint8Array.of(...whole, 0), { problem: 'broken-zip' }],
    ['a wrong checksum', withField(whole, 'content.xml', checksumField, 1, 4), { problem: 'broken-zip', where: 'content.xml' }],
    ['a bomb that declares its size', withField(whole, 'content.xml', unpackedField, 20_000_001, 4), { problem: 'too-large', where: 'content.xml' }],
    ['a bomb that hides its size', withField(fileWithTable(' '.repeat(10_000_000)), 'content.xml', unpackedField, 1000, 4), { problem: 'broken-zip', where: 'content.xml' }],
    ['too many entries', fileWith(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`p/${index}`, '']))), { problem: 'too-large' }],
    ['an entry twice', renamed(fileWith({ 'c0ntent.xml': 'x' }), 'c0ntent.xml', 'content.xml'), { problem: 'broken-zip', where: 'content.xml' }],
    ['a path that leaves the archive', fileWith({ '../../etc/passwd': 'x' }), { problem: 'broken-zip', where: '../../etc/passwd' }],
    ['a path from the root', fileWith({ '/etc/passwd': 'x' }), { problem: 'broken-zip' }],
    ['a path for Windows', fileWith({ 'a\\..\\..\\b': 'x' }), { problem: 'broken-zip' }],
    ['two names for one entry', whole.map((byte, index) => (index === 30 ? 0x4d : byte)), { problem: 'broken-zip' }],
    ['a DOCTYPE', fileWith({ 'content.xml': content('', '<!DOCTYPE a [<!ENTITY b "c">]>') }), { problem: 'broken-xml', where: 'content.xml' }],
    ['a DOCTYPE in the metadata', fileWith({ 'meta.xml': '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>' }), { problem: 'broken-xml', where: 'meta.xml' }],
    ['an unknown entity', fileWithTable(rowWith(cellWith('&xxe;'))), { problem: 'broken-xml' }],
    ['a forbidden character', fileWithTable(rowWith(cellWith('&#1;'))), { problem: 'broken-xml' }],
    ['the same in XML 1.1', fileWith({ 'content.xml': content(rowWith(cellWith('&#1;'))).replace('version="1.0"', 'version="1.1"') }), { problem: 'broken-xml' }],
    ['another encoding', fileWith({ 'content.xml': content('').replace('UTF-8', 'ISO-8859-1') }), { problem: 'broken-xml' }],
    ['bytes that are not UTF-8', fileWith({ 'content.xml': Uint8Array.of(...strToU8('<a>'), 0xff, ...strToU8('</a>')) }), { problem: 'broken-xml' }],
    ['XML that stops', fileWith({ 'content.xml': content('').slice(0, -5) }), { problem: 'broken-xml' }],
    ['a count that is none', fileWithTable(rowWith(cellWith('a', 'table:number-columns-repeated="-1"'))), { problem: 'broken-xml' }],
    ['a million nested elements', fileWithTable(rowWith(cellWith('<text:span>'.repeat(1_000_000)))), { problem: 'broken-xml' }],
    ['an element with very many attributes', fileWithTable(`<a ${Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(' ')}/>`), { problem: 'broken-xml' }],
    ['a text in every row', fileWithTable(rowWith(cellWith('a'), 'table:number-rows-repeated="1048576"')), { problem: 'too-many-cells', where: 'Antwoorden.A1' }],
    ['a text in every column', fileWithTable(rowWith(cellWith('a', 'table:number-columns-repeated="16384"'))), { problem: 'too-many-cells' }],
    [
      'a text far to the right',
      fileWithTable(rowWith(`<table:table-cell table:number-columns-repeated="200"/>${cellWith('a')}`)),
      { problem: 'too-many-cells', where: 'Antwoorden.GS1' },
    ],
    ['a text far below', fileWithTable(`${rowWith('', 'table:number-rows-repeated="20000"')}${rowWith(cellWith('a'))}`), { problem: 'too-many-cells', where: 'Antwoorden.A20001' }],
    [
      'a long text in many cells',
      fileWithTable(rowWith(cellWith('a'.repeat(10_000), 'table:number-columns-repeated="100"'), 'table:number-rows-repeated="1000"')),
      { problem: 'too-large' },
    ],
    ['a billion spaces', fileWithTable(rowWith(cellWith('<text:s text:c="999999999"/>'))), { problem: 'too-large' }],
    [
      'many times many spaces',
      fileWithTable(rowWith(`<table:covered-table-cell>${'<text:p><text:s text:c="9999999"/></text:p>'.repeat(1000)}</table:covered-table-cell>`)),
      { problem: 'too-large' },
    ],
  ])('%s', (_, file, problem) => {
    expect(readOds(file)).toMatchObject({ ok: false, ...problem })
  })

  test('full sheets count together', () => {
    const table = `<table:table table:name="a">${rowWith(cellWith('a', 'table:number-columns-repeated="10"'), 'table:number-rows-repeated="10"')}</table:table>`
    const file = fileWith({ 'content.xml': `${opening}<office:body><office:spreadsheet>${table.repeat(3)}</office:spreadsheet></office:body></office:document-content>` })
    expect(readOds(file, { cells: 299 })).toMatchObject({ problem: 'too-many-cells' })
    expect(readOds(file, { cells: 300 })).toMatchObject({ ok: true })
    expect(readOds(file, { sheets: 2 })).toMatchObject({ problem: 'too-large' })
  })

  test('elements are counted, however small', () => {
    const file = fileWithTable(rowWith(cellWith('<text:s/>'.repeat(100))))
    expect(readOds(file, { elements: 107 })).toMatchObject({ ok: true })
    expect(readOds(file, { elements: 106 })).toEqual({ ok: false, problem: 'too-large', where: 'content.xml' })
  })

  test('a large file within the limits is read', () => {
    expect(cellOf(`<text:p>${'<text:span>a</text:span>'.repeat(50_000)}</text:p>`)).toHaveLength(50_000)
    expect(cellOf('<text:p>a</text:p>', `office:value-type="float" office:value="${'1'.repeat(1_000_000)}x"`)).toBe('a')
  })

  test('random bytes never throw', () => {
    const start = whole.subarray(0, 100)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => !readOds(bytes).ok && !readOds(Uint8Array.of(...start, ...bytes)).ok))
  })

  test('a file with some bytes changed never throws', () => {
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(changes, (spots) => {
        const changed = whole.slice()
        for (const [at, byte] of spots) changed[at] = byte
        readOds(changed)
      }),
      { numRuns: 500 },
    )
  })

  test('XML with pieces cut out, moved and repeated never throws', () => {
    const pieces = savedByLibreOffice.split(/(?=[<"])/)
    const shuffled = fc.array(fc.tuple(fc.nat(pieces.length - 1), fc.nat(pieces.length - 1)), { maxLength: 4 }).map((swaps) => {
      const copy = [...pieces]
      for (const [at, from] of swaps) copy[at] = pieces[from] ?? ''
      return copy.join('')
    })
    fc.assert(
      fc.property(shuffled, (xml) => {
        readOds(fileWith({ 'content.xml': xml }))
      }),
      { numRuns: 150 },
    )
  })
})
