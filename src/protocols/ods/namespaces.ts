/** The namespaces of ODF 1.3 by their usual prefix. */
export const namespaces = {
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  table: 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  fo: 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  svg: 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  number: 'urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0',
  draw: 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
  meta: 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
  config: 'urn:oasis:names:tc:opendocument:xmlns:config:1.0',
  manifest: 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0',
  of: 'urn:oasis:names:tc:opendocument:xmlns:of:1.2',
  ooo: 'http://openoffice.org/2004/office',
  dc: 'http://purl.org/dc/elements/1.1/',
  xlink: 'http://www.w3.org/1999/xlink',
} as const

export type Prefix = keyof typeof namespaces

export const mimetype = 'application/vnd.oasis.opendocument.spreadsheet'

const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

export function xmlDocument(root: `${Prefix}:${string}`, prefixes: readonly Prefix[], content: string): string {
  const declared = prefixes.map((prefix) => ` xmlns:${prefix}="${namespaces[prefix]}"`).join('')
  const version = root.startsWith('manifest:') ? 'manifest:version' : 'office:version'
  return `${xmlDeclaration}<${root}${declared} ${version}="1.3">${content}</${root}>`
}
