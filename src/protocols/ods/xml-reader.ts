import { SaxesParser, type SaxesTagNS } from 'saxes'
import { namespaces } from './namespaces.ts'
import { type OdsLimits, refuse } from './refusal.ts'

export type XmlEvents = {
  /** `name` has the usual prefix of its namespace, whatever the file calls it; a foreign namespace gives `other:`. */
  open?(name: string, element: SaxesTagNS): void
  close?(): void
  text?(text: string): void
}

const prefixes = new Map<string, string>(Object.entries(namespaces).map(([prefix, uri]) => [uri, prefix]))

/** LibreOffice 7.4 writes at most 36, on the root element, where it declares namespaces. */
const mostAttributes = 200

/**
 * Reads one XML part, and refuses it (`broken-xml`) when it is not well-formed, not UTF-8, nested too deeply, or has
 * a DOCTYPE: ODF needs none, and entities are how small XML becomes large.
 */
export function readXml(bytes: Uint8Array, part: string, limits: OdsLimits, events: XmlEvents): void {
  const parser = new SaxesParser({ xmlns: true, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  let level = 0
  let elements = 0
  let attributes = 0
  parser.on('error', () => refuse('broken-xml', part))
  parser.on('doctype', () => refuse('broken-xml', part))
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') refuse('broken-xml', part)
  })
  parser.on('attribute', () => {
    attributes += 1
    if (attributes > mostAttributes) refuse('broken-xml', part)
  })
  parser.on('opentag', (element) => {
    level += 1
    elements += 1
    attributes = 0
    if (level > limits.depth) refuse('broken-xml', part)
    if (elements > limits.elements) refuse('too-large', part)
    events.open?.(`${prefixes.get(element.uri) ?? 'other'}:${element.local}`, element)
  })
  parser.on('closetag', () => {
    level -= 1
    events.close?.()
  })
  parser.on('text', (text) => events.text?.(text))
  parser.on('cdata', (text) => events.text?.(text))
  parser.write(decoded(bytes, part)).close()
}

function decoded(bytes: Uint8Array, part: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('broken-xml', part)
  }
}

/** The value of an attribute by namespace and local name. */
export function attribute(element: SaxesTagNS, prefix: keyof typeof namespaces, local: string): string | undefined {
  for (const name in element.attributes) {
    const found = element.attributes[name]
    if (found?.local === local && found.uri === namespaces[prefix]) return found.value
  }
  return undefined
}
