type Literal = { line: number; text: string }

/** One after the other: what is no text, a text in quotes, a text with values in it (which have no braces of their own). */
const tokens = /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|`(?:\\[^]|\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}|[^`\\])*`/g

/** The texts in a source of TypeScript; a value in a text reads as one short word. */
export function literalsIn(source: string): Literal[] {
  return [...source.matchAll(tokens)].flatMap(({ 0: token, index }) => {
    if (token.startsWith('/')) return []
    const text = token
      .slice(1, -1)
      .replaceAll(/\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}/g, '1')
      .replaceAll(/\\n/g, '\n')
      .replaceAll(/\\(.)/g, '$1')
    return [{ line: source.slice(0, index).split('\n').length, text }]
  })
}
