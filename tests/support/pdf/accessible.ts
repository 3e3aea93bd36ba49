import { PdfFile } from './file.ts'
import { elementsOf, type Element } from './structure.ts'
import { contentProblems } from './contents.ts'
import { name, Ref, Text, type Dict, type Value } from './values.ts'

/**
 * What of PDF/UA-1 (ISO 14289-1) a program can see, after the checkpoints of the Matterhorn Protocol 1.1: whether alternatives
 * and order make sense is for people.
 */
export function pdfProblems(bytes: Uint8Array): string[] {
  const file = new PdfFile(bytes)
  const elements = elementsOf(file)
  const headings = elements.filter(({ type }) => /^H\d$/.test(type))
  return [
    ...aboutFile(file),
    ...bookmarkProblems(file, headings.length),
    ...headingProblems(headings),
    ...elements.flatMap(nestingProblems),
    ...elements
      .filter(({ type }) => type === 'Figure' || type === 'Formula')
      .flatMap((one) => (textOf(one.dict.get('Alt')) || textOf(one.dict.get('ActualText')) ? [] : [`13-004: a ${one.type} has no alternative text`])),
    ...elements.filter(({ type }) => type === 'Table').flatMap((table) => tableProblems(file, table)),
    ...elements.flatMap(({ type, dict }) =>
      dict.has('Lang') && !/^[a-z]{2}(-[A-Z]{2})?$/.test(textOf(dict.get('Lang'))) ? [`11-006: the language of a ${type} is "${textOf(dict.get('Lang'))}"`] : [],
    ),
    ...linkProblems(file, elements),
    ...contentProblems(file, elements),
    ...fontProblems(file),
  ]
}

const textOf = (value: Value | undefined) => (value instanceof Text ? value.text.trim() : '')

function aboutFile(file: PdfFile): string[] {
  const { catalog } = file
  const metadata = file.stream(catalog.get('Metadata'))
  const must = (holds: boolean, what: string) => (holds ? [] : [what])
  return [
    ...must(file.dict(catalog.get('MarkInfo')).get('Marked') === true, '06: the file does not say that it is tagged'),
    ...must(file.dict(catalog.get('MarkInfo')).get('Suspects') !== true, '02-001: the tags are suspect'),
    ...must(/pdfuaid:part>1</.test(metadata), '06-002: the metadata do not claim PDF/UA-1'),
    ...must(/<dc:title><rdf:Alt><rdf:li[^>]*>[^<\s]/.test(metadata), '06-003: there is no title'),
    ...must(file.dict(catalog.get('ViewerPreferences')).get('DisplayDocTitle') === true, '07-001: a reader shows the name of the file, not its title'),
    ...must(/^nl(-NL)?$/.test(textOf(catalog.get('Lang'))), `11-001: the language is "${textOf(catalog.get('Lang'))}"`),
  ]
}

/** As many bookmarks as headings, each of them leading somewhere. */
function bookmarkProblems(file: PdfFile, headings: number): string[] {
  const below = (first: Value | undefined): Dict[] => {
    const item = file.dict(first)
    return item.size === 0 ? [] : [item, ...below(item.get('First')), ...below(item.get('Next'))]
  }
  const marks = below(file.dict(file.catalog.get('Outlines')).get('First'))
  const lost = marks.filter((mark) => textOf(mark.get('Title')) === '' || !(mark.has('Dest') || mark.has('A')))
  return marks.length === headings && lost.length === 0 ? [] : [`bookmarks: ${marks.length} for ${headings} headings, ${lost.length} of them lead nowhere`]
}

/** 14-002, 14-003: the first is H1, and no level is skipped on the way down. */
const headingProblems = (headings: readonly Element[]): string[] =>
  headings.flatMap(({ type }, at) => (Number(type[1]) > Number(headings[at - 1]?.type[1] ?? 0) + 1 ? [`14-003: a level is skipped before heading ${at + 1}, an ${type}`] : []))

/** 09-004 to 09-008, of ISO 32000-1 14.8.4: which element stands in which. */
const inside: Record<string, readonly string[]> = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  LI: ['L'],
  Lbl: ['LI', 'Note', 'Reference', 'BibEntry', 'TOCI'],
  LBody: ['LI'],
  TOCI: ['TOC'],
}
const standard =
  /^(Document|Part|Art|Sect|Div|BlockQuote|Caption|TOC|TOCI|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl|LBody|Table|TR|TH|TD|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Figure|Formula|Form)$/

function nestingProblems({ type, parent, kids }: Element): string[] {
  return [
    ...(standard.test(type) ? [] : [`02-003: ${type} is no type of PDF 1.7`]),
    ...(inside[type]?.includes(parent?.type ?? '') === false ? [`09: a ${type} stands in a ${parent?.type}`] : []),
    ...(['Table', 'TR', 'L'].includes(type) && kids.length === 0 ? [`09: a ${type} is empty`] : []),
  ]
}

/** 15-003: each table has headers, and each of them says for what it is one. Rows are equally long. */
function tableProblems(file: PdfFile, table: Element): string[] {
  const rows = table.kids.flatMap((kid) => (kid.type === 'TR' ? [kid] : kid.kids.filter(({ type }) => type === 'TR')))
  const headers = rows.flatMap((row) => row.kids.filter(({ type }) => type === 'TH'))
  const attribute = (cell: Element, key: string) =>
    file
      .list(cell.dict.get('A'))
      .map((one) => file.dict(one).get(key))
      .find((value) => value !== undefined)
  const lengths = new Set(rows.map((row) => row.kids.reduce((sum, cell) => sum + Number(attribute(cell, 'ColSpan') ?? 1), 0)))
  return [
    ...(headers.length > 0 ? [] : ['15: a table has no headers']),
    ...headers.filter((header) => !/^(Row|Column|Both)$/.test(name(attribute(header, 'Scope')))).map(() => '15-003: a header does not say for what it is one'),
    ...(lengths.size > 1 ? [`15: the rows of a table have ${[...lengths].join(' and ')} cells`] : []),
  ]
}

/** 28-004, 28-008, 28-011: a link stands in a Link, says where it leads, and comes in the order of the text. */
function linkProblems(file: PdfFile, elements: readonly Element[]): string[] {
  const tagged = new Set(elements.filter(({ type }) => type === 'Link').flatMap(({ annotations }) => annotations))
  return file.pages.flatMap((page) => {
    const links = file.list(page.get('Annots')).filter((one) => file.dict(one).get('Subtype') === '/Link')
    return [
      ...(links.length > 0 && page.get('Tabs') !== '/S' ? ['28-008: the order of the links is not that of the text'] : []),
      ...links.filter((link) => textOf(file.dict(link).get('Contents')) === '').map(() => '28-005: a link does not say where it leads'),
      ...links.filter((link) => !(link instanceof Ref && tagged.has(link.to))).map(() => '28-011: a link stands in no Link'),
    ]
  })
}

/** 31: every face is in the file and says which letters its signs are. */
function fontProblems(file: PdfFile): string[] {
  const fonts = file.pages.flatMap((page) => [...file.dict(file.dict(page.get('Resources')).get('Font')).values()]).map((one) => file.dict(one))
  return fonts.flatMap((font) => {
    const own =
      font.get('Subtype') === '/Type3' ? undefined : file.dict(file.dict(file.list(font.get('DescendantFonts'))[0] ?? null).get('FontDescriptor') ?? font.get('FontDescriptor'))
    const held = own === undefined || [...own.keys()].some((key) => key.startsWith('FontFile'))
    return [
      ...(held ? [] : [`31-009: ${name(font.get('BaseFont'))} is not in the file`]),
      ...(font.has('ToUnicode') ? [] : [`31-027: ${name(font.get('BaseFont'))} does not say its letters`]),
    ]
  })
}
