import { officeTypeOf } from './file-type/office.ts'
import { isCompleteJpeg, isCompletePng, isCompleteWebp } from './file-type/picture.ts'
import { isZipAtEnd } from './file-type/zip-at-end.ts'

/** What Koers takes as a file: `mediaType` goes out with it, `extensions` are those its name may have, the first where it has none. */
export const fileTypes = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  webp: { mediaType: 'image/webp', extensions: ['webp'] },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
  odp: { mediaType: 'application/vnd.oasis.opendocument.presentation', extensions: ['odp'] },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  pptx: { mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', extensions: ['pptx'] },
  txt: { mediaType: 'text/plain; charset=utf-8', extensions: ['txt'] },
  csv: { mediaType: 'text/csv; charset=utf-8', extensions: ['csv'] },
  md: { mediaType: 'text/markdown; charset=utf-8', extensions: ['md'] },
} as const
type Kind = keyof typeof fileTypes
export type FileType = (typeof fileTypes)[Kind]

/**
 * What a file is by its contents; undefined when it is none of the above, or two things at once (a polyglot). A name never makes a
 * file something it is not: only plain text, which has no signature, needs its name to tell which kind it is.
 */
export function fileTypeOf(bytes: Uint8Array<ArrayBuffer>, name: string): FileType | undefined {
  const kind = kindOf(bytes, name)
  return kind && fileTypes[kind]
}

function kindOf(bytes: Uint8Array<ArrayBuffer>, name: string): Kind | undefined {
  if (startsWith(bytes, 'PK')) return officeTypeOf(bytes)
  // A zip is read from its end: with another file before it, it is that file and a program at once.
  if (isZipAtEnd(bytes)) return undefined
  if (startsWith(bytes, '%PDF-')) return latin(bytes.subarray(-1024)).includes('%%EOF') ? 'pdf' : undefined
  if (isCompletePng(bytes)) return 'png'
  if (isCompleteJpeg(bytes)) return 'jpeg'
  if (isCompleteWebp(bytes)) return 'webp'
  return textTypeOf(bytes, name)
}

function textTypeOf(bytes: Uint8Array<ArrayBuffer>, name: string): Kind | undefined {
  const type = (['txt', 'csv', 'md'] as const).find((kind) => name.toLowerCase().endsWith(`.${kind}`))
  if (!type) return undefined
  try {
    // oxlint-disable-next-line no-control-regex -- text has none but tab, line ends and form feed
    return /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) ? undefined : type
  } catch {
    return undefined // not UTF-8
  }
}

const latin = (bytes: Uint8Array<ArrayBuffer>) => new TextDecoder('latin1').decode(bytes)
const startsWith = (bytes: Uint8Array<ArrayBuffer>, text: string) => latin(bytes.subarray(0, text.length)) === text
