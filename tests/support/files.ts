import { zipSync } from 'fflate'

/** Small files that are really what they are called, for tests of uploads. */
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const zipped = (entries: Record<string, string | Uint8Array>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(zipSync(Object.fromEntries(Object.entries(entries).map(([name, contents]) => [name, typeof contents === 'string' ? bytesOf(contents) : contents]))))

export const pdf = (words = 'Beleid'): Uint8Array<ArrayBuffer> => bytesOf(`%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj % ${words}\ntrailer <</Root 1 0 R>>\n%%EOF\n`)
export const png = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
export const text = (words: string): Uint8Array<ArrayBuffer> => bytesOf(words)

const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
/** A Word document; `more` puts other parts in it, or replaces some. */
export const docx = (more: Record<string, string | Uint8Array> = {}): Uint8Array<ArrayBuffer> =>
  zipped({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    'word/document.xml': '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
    ...more,
  })
export const odt = (more: Record<string, string> = {}): Uint8Array<ArrayBuffer> =>
  zipped({ mimetype: 'application/vnd.oasis.opendocument.text', 'META-INF/manifest.xml': '<manifest/>', 'content.xml': '<office/>', ...more })
export const zip = (entries: Record<string, string>): Uint8Array<ArrayBuffer> => zipped(entries)

export const joined = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts))
