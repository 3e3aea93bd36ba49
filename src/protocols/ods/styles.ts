import { xmlDocument } from './namespaces.ts'
import type { CellStyle } from './workbook.ts'

export type CellKind = 'text' | 'number' | 'date'

type Look = { cell: string; text: string; onText?: 'as-typed' }

const greyBorder = 'fo:border="0.5pt solid #8c8c8c"'

/** Every text on its background has a contrast of at least 7:1. */
const looks: Record<CellStyle, Look> = {
  title: { cell: '', text: 'fo:font-size="16pt" fo:font-weight="bold"' },
  heading: { cell: `fo:background-color="#e3e8ee" ${greyBorder}`, text: 'fo:font-weight="bold"' },
  wrap: { cell: '', text: '' },
  label: { cell: '', text: 'fo:font-weight="bold"' },
  note: { cell: '', text: 'fo:color="#4d4d4d"' },
  locked: { cell: `fo:background-color="#f2f2f2" ${greyBorder}`, text: '' },
  input: { cell: `fo:background-color="#fffbe6" style:cell-protect="none" ${greyBorder}`, text: '', onText: 'as-typed' },
}

const formats: Record<CellKind, string> = { text: 'as-typed', number: 'general', date: 'date' }

export function cellStyleName(style: CellStyle, kind: CellKind): string {
  return `Cell_20_${style}_20_${kind}`
}

/** styles.xml: the looks of cells, and a page of A4 landscape, as wide as the sheet, with the title above and the page number below. */
export function stylesXml(language: string): string {
  return xmlDocument(
    'office:document-styles',
    ['office', 'style', 'fo', 'svg', 'number', 'table', 'text'],
    `<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>` +
      `<office:styles>${defaultCell(language)}${numberFormats(language)}${cellStyles}</office:styles>${pageStyles}`,
  )
}

function defaultCell(language: string): string {
  return (
    '<style:default-style style:family="table-cell"><style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/>' +
    `<style:text-properties style:font-name="Arial" fo:font-size="11pt" ${languageProperties(language)}/></style:default-style>` +
    '<style:style style:name="Default" style:family="table-cell"/>'
  )
}

function languageProperties(tag: string): string {
  const { language, script, region } = new Intl.Locale(tag)
  return `fo:language="${language}"${script === undefined ? '' : ` fo:script="${script}"`} fo:country="${region ?? 'none'}"`
}

function numberFormats(language: string): string {
  const day = '<number:day number:style="long"/>'
  const month = '<number:month number:style="long"/>'
  const year = '<number:year number:style="long"/>'
  const parts = language.startsWith('nl') ? [day, month, year] : [year, month, day]
  return (
    '<number:text-style style:name="as-typed"><number:text-content/></number:text-style>' +
    '<number:number-style style:name="general"><number:number number:min-integer-digits="1"/></number:number-style>' +
    `<number:date-style style:name="date">${parts.join('<number:text>-</number:text>')}</number:date-style>`
  )
}

const cellStyles = (Object.keys(looks) as CellStyle[]).flatMap((style) => (Object.keys(formats) as CellKind[]).map((kind) => cellStyle(style, kind))).join('')

function cellStyle(style: CellStyle, kind: CellKind): string {
  const { cell, text, onText } = looks[style]
  const format = kind === 'text' && onText !== 'as-typed' ? formats.number : formats[kind]
  return (
    `<style:style style:name="${cellStyleName(style, kind)}" style:display-name="Cell ${style} ${kind}" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="${format}">` +
    `<style:table-cell-properties fo:padding="0.1cm" style:vertical-align="top" fo:wrap-option="wrap" ${cell}/>` +
    `<style:paragraph-properties fo:text-align="start"/>` +
    `<style:text-properties ${text}/></style:style>`
  )
}

const pageStyles =
  '<office:automatic-styles><style:page-layout style:name="landscape">' +
  '<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm"' +
  ' style:scale-to-X="1" style:scale-to-Y="0" style:writing-mode="lr-tb"/>' +
  '<style:header-style><style:header-footer-properties fo:min-height="0.75cm" fo:margin-bottom="0.25cm"/></style:header-style>' +
  '<style:footer-style><style:header-footer-properties fo:min-height="0.75cm" fo:margin-top="0.25cm"/></style:footer-style>' +
  '</style:page-layout></office:automatic-styles>' +
  '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="landscape">' +
  '<style:header><text:p><text:title/></text:p></style:header>' +
  '<style:footer><text:p><text:sheet-name/> · <text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer>' +
  '</style:master-page></office:master-styles>'
