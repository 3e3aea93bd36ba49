import { inflateSync } from 'node:zlib'

/** What a PDF says of itself, read from its bytes: enough to hold our files against PDF/UA in a test. */
export function lookInto(pdf: Uint8Array) {
  const raw = Buffer.from(pdf).toString('latin1')
  const objects = [raw, ...inflated(raw)].join('\n')
  const has = (mark: RegExp) => mark.test(objects)
  return {
    header: raw.slice(0, 8),
    tagged: has(/\/StructTreeRoot/) && has(/\/MarkInfo\s*<<[^>]*\/Marked true/),
    language: /\/Lang\s*\(([^)]*)\)/.exec(objects)?.[1],
    claimsUa1: has(/pdfuaid:part>1</),
    title: /<dc:title><rdf:Alt><rdf:li[^>]*>([^<]*)</.exec(objects)?.[1],
    showsTitle: has(/\/DisplayDocTitle true/),
    bookmarks: has(/\/Outlines/),
    tableHeaders: (objects.match(/\/S\s*\/TH\b/g) ?? []).length,
    headings: (objects.match(/\/S\s*\/H[1-6]\b/g) ?? []).length,
    pages: (objects.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length,
    fonts: [...new Set([...objects.matchAll(/\/BaseFont\s*\/[A-Z]{6}\+([\w]+)/g)].map((found) => found[1]))],
    hasScript: has(/\/JavaScript|\/JS\b|\/Launch/),
    links: [...objects.matchAll(/\/URI\s*\(([^)]*)\)/g)].map((found) => found[1] ?? ''),
  }
}

function inflated(raw: string): string[] {
  return [...raw.matchAll(/\/FlateDecode[^]*?stream\r?\n/g)].flatMap((found) => {
    const from = found.index + found[0].length
    const to = raw.indexOf('endstream', from)
    try {
      const text = inflateSync(Buffer.from(raw.slice(from, to), 'latin1')).toString('latin1')
      return /\/Type|\/S\b|BaseFont/.test(text) ? [text] : []
    } catch {
      return [] // a picture or a face: nothing to read there
    }
  })
}
