import MarkdownIt from 'markdown-it'

/**
 * Markdown as the texts in `content/` may use it: no HTML comes through, no pictures (they would be fetched from elsewhere).
 * A heading may end in `{#name}`, so that a link to it stays good when its words change or are translated.
 */
const parser = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image')

parser.core.ruler.after('block', 'heading-names', ({ tokens }) => {
  tokens.forEach((token, at) => {
    const words = tokens[at + 1]
    if (token.type !== 'heading_open' || words === undefined) return
    const { text, name } = namedHeading(words.content)
    words.content = text
    if (name !== undefined) token.attrSet('id', name)
  })
})

export const renderMarkdown = (text: string): string => parser.render(text)

/** A heading taken apart: "Veiligheid {#veiligheid}" is the text and the name. */
export function namedHeading(line: string): { text: string; name: string | undefined } {
  const found = /^(.*?)\s*\{#([a-z0-9-]+)\}\s*$/.exec(line)
  return { text: (found?.[1] ?? line).trim(), name: found?.[2] }
}
