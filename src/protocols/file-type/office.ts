import { openArchive, type Archive } from '../ods/archive.ts'
import { defaultLimits, Refusal } from '../ods/refusal.ts'

/** A document of 10 MB unpacks to some 60 MB at most: text shrinks tenfold, but what makes a document large is pictures, which do not shrink. */
const UNPACKED_AT_MOST = 100_000_000
const limits = { ...defaultLimits, entries: 5000, bytes: 50_000_000 }

type OfficeType = 'odt' | 'ods' | 'odp' | 'docx' | 'xlsx' | 'pptx'

const openDocument: Readonly<Record<string, OfficeType>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
}

/** The part that must be there, and what the list of contents must call it: the same document with macros has another name there. */
const openXml = [
  ['docx', 'word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
  ['xlsx', 'xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  ['pptx', 'ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'],
] as const

/** Macros of Office and of OpenDocument; a program takes them from the archive whatever the list of contents says. */
const macros = /vbaproject|vbadata|(^|\/)(basic|scripts)\//i

/** Which office document this zip is; undefined for any other zip, for one that is damaged, encrypted, full of air, or brings macros. */
export function officeTypeOf(bytes: Uint8Array): OfficeType | undefined {
  try {
    const archive = openArchive(bytes, limits)
    if (archive.names.some((name) => macros.test(name)) || archive.unpacked > UNPACKED_AT_MOST) return undefined
    const type = openDocumentType(archive) ?? openXmlType(archive)
    // Every entry is unpacked once, within what it says it holds: a zip bomb lies about that.
    if (type) for (const name of archive.names) archive.read(name)
    return type
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function openDocumentType(archive: Archive): OfficeType | undefined {
  return archive.has('content.xml') && archive.has('META-INF/manifest.xml') ? openDocument[textOf(archive, 'mimetype')] : undefined
}

function openXmlType(archive: Archive): OfficeType | undefined {
  const contents = textOf(archive, '[Content_Types].xml')
  if (/macroEnabled|vbaProject/i.test(contents)) return undefined
  return openXml.find(([, part, called]) => archive.has(part) && contents.includes(called))?.[0]
}

const textOf = (archive: Archive, name: string) => new TextDecoder().decode(archive.read(name) ?? new Uint8Array())
