import { strToU8, zipSync } from 'fflate'
import { contentXml } from './content.ts'
import { mimetype, xmlDocument } from './namespaces.ts'
import { stylesXml } from './styles.ts'
import type { Sheet, Workbook } from './workbook.ts'
import { escaped, legal, oneLine } from './xml-text.ts'

/** The earliest moment a zip can hold: the same book gives the same bytes at any hour, in any time zone. */
const noMoment = new Date(1980, 0, 1)

/**
 * An .ods file (ODF 1.3). Line endings become `\n`, characters that XML forbids are dropped, a lone surrogate becomes
 * U+FFFD; apart from that every text is kept exactly and as text.
 *
 * Throws RangeError on what only a programmer can mend: an impossible sheet name, width, date, number, range, span
 * or language, or a book without a visible sheet.
 */
export function writeOds(book: Workbook): Uint8Array {
  checkSheets(book.sheets)
  return zipSync(
    {
      // First and stored, so that a system can tell the type from the first bytes (ODF 1.3 part 2, 3.3).
      mimetype: [strToU8(mimetype), { level: 0 }],
      'META-INF/manifest.xml': strToU8(manifest),
      'meta.xml': strToU8(metaXml(book)),
      'settings.xml': strToU8(settingsXml(book.sheets)),
      'styles.xml': strToU8(stylesXml(book.language)),
      'content.xml': strToU8(contentXml(book)),
    },
    { mtime: noMoment, level: 6 },
  )
}

function checkSheets(sheets: readonly Sheet[]): void {
  const names = sheets.map(({ name }) => name)
  const impossible = names.find((name) => name === '' || /[[\]*?:/\\\p{Cc}]|^'|'$/u.test(name) || legal(name) !== name)
  if (impossible !== undefined) throw new RangeError(`not a name for a sheet: ${impossible}`)
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) throw new RangeError('two sheets have the same name')
  if (sheets.every(({ hidden }) => hidden === true)) throw new RangeError('a book needs a visible sheet')
}

const manifest = xmlDocument(
  'manifest:manifest',
  ['manifest'],
  `<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mimetype}"/>` +
    ['content.xml', 'styles.xml', 'meta.xml', 'settings.xml'].map((path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`).join(''),
)

function metaXml({ title, language, author, created, meta }: Workbook): string {
  const moment = `${created.toISOString().slice(0, 19)}Z`
  const creator = author === undefined ? '' : `<meta:initial-creator>${oneLine(author)}</meta:initial-creator><dc:creator>${oneLine(author)}</dc:creator>`
  const own = Object.entries(meta ?? {}).map(([name, value]) => `<meta:user-defined meta:name="${oneLine(name)}" meta:value-type="string">${escaped(value)}</meta:user-defined>`)
  return xmlDocument(
    'office:document-meta',
    ['office', 'meta', 'dc'],
    `<office:meta><dc:title>${oneLine(title)}</dc:title><dc:language>${new Intl.Locale(language).toString()}</dc:language>${creator}` +
      `<meta:creation-date>${moment}</meta:creation-date><dc:date>${moment}</dc:date>${own.join('')}</office:meta>`,
  )
}

/** How the sheets are shown: the header rows of each stay in view. ODF leaves these settings to the application; these are LibreOffice's. */
function settingsXml(sheets: readonly Sheet[]): string {
  const active = sheets.find(({ hidden }) => hidden !== true)?.name ?? ''
  const tables = sheets.filter(({ headerRows }) => (headerRows ?? 0) > 0).map(({ name, headerRows }) => entry(oneLine(name), frozenBelow(headerRows ?? 0)))
  return xmlDocument(
    'office:document-settings',
    ['office', 'config', 'ooo'],
    `<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>` +
      `${item('ViewId', 'string', 'view1')}<config:config-item-map-named config:name="Tables">${tables.join('')}</config:config-item-map-named>${item('ActiveTable', 'string', oneLine(active))}` +
      `</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>`,
  )
}

function frozenBelow(rows: number): string {
  const frozen = '2'
  const lowerPane = '2'
  return (
    item('CursorPositionX', 'int', '0') +
    item('CursorPositionY', 'int', String(rows)) +
    item('HorizontalSplitMode', 'short', '0') +
    item('VerticalSplitMode', 'short', frozen) +
    item('HorizontalSplitPosition', 'int', '0') +
    item('VerticalSplitPosition', 'int', String(rows)) +
    item('ActiveSplitRange', 'short', lowerPane) +
    item('PositionLeft', 'int', '0') +
    item('PositionRight', 'int', '0') +
    item('PositionTop', 'int', '0') +
    item('PositionBottom', 'int', String(rows))
  )
}

function entry(name: string, items: string): string {
  return `<config:config-item-map-entry config:name="${name}">${items}</config:config-item-map-entry>`
}

function item(name: string, type: string, value: string): string {
  return `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`
}
