/**
 * NL Design System's components can be dressed in some thousand ways; a theme uses one of them. This leaves out, from CSS
 * that is built already, the rules for classes we never write and the tokens nobody sets, and fills in those that are set
 * once. What is left means the same: a declaration that asked for a token without a value is invalid at computed-value
 * time, which is `unset` (CSS Variables 1, 3.1).
 * @param isUsed whether our source has this class or custom property
 */
export function slim(css: string, isUsed: (name: string) => boolean): string {
  let rules = css.replace(/([^{}]+)\{([^{}]*)\}/g, (_, prelude: string, body: string) => {
    const kept = prelude.trim().startsWith('@')
      ? prelude
      : split(prelude, ',')
          .filter((selector) => classesOf(selector).every(isUsed))
          .join(',')
    return kept === '' || body === '' ? '' : `${kept}{${body}}`
  })
  for (let before = ''; before !== rules;) {
    before = rules
    rules = withoutEmpty(fold(rules, isUsed))
  }
  return rules
}

/** The NL Design System classes an element must have for this selector to match. */
const classesOf = (selector: string) => selector.replace(/:not\([^)]*\)/g, '').match(/(?<=\.)(?:nl|utrecht)-[\w-]+/g) ?? []

/** One round: each token nobody sets gives way to its fallback, each that is set once to its value; what nobody asks for goes. */
function fold(css: string, isUsed: (name: string) => boolean): string {
  const tokens = tokensIn(css)
  const asked = new Set(css.match(/(?<=var\(\s*)--[\w-]+/g))
  return css.replace(/\{([^{}]*)\}/g, (_, body: string) => {
    const declarations = split(body, ';').flatMap((declaration) => {
      const [name, value] = parts(declaration)
      const filled = fill(value, tokens)
      if (name.startsWith('--')) return filled !== undefined && (asked.has(name) || isUsed(name)) ? [`${name}:${filled}`] : []
      return [`${name}:${filled ?? 'unset'}`]
    })
    return `{${declarations.join(';')}}`
  })
}

type Token = { value: string; once: boolean }

/** Every custom property that is set somewhere; `once` when that is for the whole document and never otherwise. */
function tokensIn(css: string): Map<string, Token> {
  const tokens = new Map<string, Token>()
  for (const [, prelude = '', body = ''] of css.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    for (const declaration of split(body, ';')) {
      const [name, value] = parts(declaration)
      if (name.startsWith('--')) tokens.set(name, { value, once: prelude === ':root' && !tokens.has(name) })
    }
  }
  return tokens
}

/** The value with its tokens filled in, or undefined where one has nothing to fill in. */
function fill(value: string, tokens: ReadonlyMap<string, Token>): string | undefined {
  let from = value.indexOf('var(')
  while (from >= 0) {
    const end = closing(value, from + 3)
    const [name = '', ...rest] = split(value.slice(from + 4, end), ',')
    const fallback = rest.length === 0 ? undefined : fill(rest.join(',').trim(), tokens)
    const token = tokens.get(name.trim())
    const filled = token === undefined ? fallback : token.once ? token.value : `var(${name.trim()}${fallback === undefined ? '' : `,${fallback}`})`
    if (filled === undefined) return undefined
    value = value.slice(0, from) + filled + value.slice(end + 1)
    from = value.indexOf('var(', from + (token && !token.once ? filled.length : 0))
  }
  return value
}

function parts(declaration: string): [name: string, value: string] {
  const at = declaration.indexOf(':')
  return [declaration.slice(0, at), declaration.slice(at + 1).trim()]
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at
  }
  return text.length
}

/** Splits at a separator outside brackets and quotes. */
function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (quote) quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '(' || char === '[') depth++
    else if (char === ')' || char === ']') depth--
    else if (char === separator && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)].filter((part) => part.trim() !== '')
}

const withoutEmpty = (css: string) => css.replace(/[^{};]+\{\}/g, '')
