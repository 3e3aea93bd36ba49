/** XML 1.0, production 2 (Char), turned around. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const special = /[&<>"]/g
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What cannot stand in a paragraph as it is: any character outside these ranges (a surrogate may be a lone one), and spaces that collapse. */
const needsCare = /[^ -%'-;=?-\ud7ff\ue000-\ufffd]|^ | $| {2}/

/**
 * What XML 1.0 can hold: control characters, U+FFFE and U+FFFF are dropped, a lone surrogate becomes U+FFFD, and
 * every line ending becomes `\n`, as an XML parser would make it.
 */
export function legal(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(forbidden, '')
}

/** Legal and escaped, for an element or an attribute in double quotes. */
export function escaped(text: string): string {
  return legal(text).replace(special, (character) => entities[character] ?? '')
}

/** For places that have no lines, such as a title or a name. */
export function oneLine(text: string): string {
  return escaped(text.replace(/[\t\r\n]+/g, ' '))
}

/** One `text:p` a line, each optionally a link. White space survives every reader that follows ODF 1.3 part 3, 6.1.2. */
export function paragraphs(text: string, link?: string): string {
  if (!needsCare.test(text)) return paragraph(text, link)
  return escaped(text)
    .split('\n')
    .map((line) => paragraph(explicitSpaces(line), link))
    .join('')
}

function paragraph(content: string, link: string | undefined): string {
  return link === undefined || content === '' ? `<text:p>${content}</text:p>` : `<text:p><text:a xlink:type="simple" xlink:href="${escaped(link)}">${content}</text:a></text:p>`
}

/** Readers collapse white space, so only a single space between two other characters is left as it is. */
function explicitSpaces(line: string): string {
  return line.replace(/ {2,}|^ | $| (?=\t)|(?<=\t) /g, (run) => (run.length === 1 ? '<text:s/>' : `<text:s text:c="${run.length}"/>`)).replaceAll('\t', '<text:tab/>')
}
