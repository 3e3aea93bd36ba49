/** ISO 32000-1, 7.3: what a PDF is made of. A name keeps its slash; a dictionary is a map without them. */
export type Value = number | boolean | null | string | Text | Ref | Dict | readonly Value[]
export type Dict = Map<string, Value>

export class Ref {
  readonly to: number
  constructor(to: number) {
    this.to = to
  }
}

export class Text {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export class Operator {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const tokens = /%[^\r\n]*|<<|>>|[[\]]|\/[^\s()<>[\]{}/%]*|<[\dA-Fa-f\s]*>|\((?:\\[^]|[^\\()]|\((?:\\[^]|[^\\()])*\))*\)|\d+ \d+ R\b|[+-]?(?:\d+\.?\d*|\.\d+)|[A-Za-z]+[*\d]?|['"]/g

/** Values, and in the contents of a page operators, one after the other. */
export function* read(source: string): Generator<Value | Operator> {
  const open: { isDict: boolean; items: Value[] }[] = []
  for (const [token] of source.matchAll(tokens)) {
    if (token.startsWith('%')) continue
    if (token === '<<' || token === '[') {
      open.push({ isDict: token === '<<', items: [] })
      continue
    }
    const value = token === '>>' || token === ']' ? closed(open.pop()) : valueOf(token)
    const around = open.at(-1)
    if (!around) yield value
    else if (!(value instanceof Operator)) around.items.push(value)
  }
}

/** A name without its slash; nothing where there is none. */
export const name = (value: Value | undefined): string => (typeof value === 'string' ? value.slice(1) : '')

const closed = (done?: { isDict: boolean; items: Value[] }): Value =>
  done?.isDict ? new Map(done.items.flatMap((key, at) => (at % 2 === 0 ? [[name(key), done.items[at + 1] ?? null] as const] : []))) : (done?.items ?? [])

function valueOf(token: string): Value | Operator {
  if (token.startsWith('/')) return token
  if (token.startsWith('(')) return new Text(decoded(token.slice(1, -1).replaceAll(/\\(\d{3}|[^])/g, (_, said: string) => escaped(said))))
  if (token.startsWith('<')) return new Text(decoded(Buffer.from(token.replaceAll(/[<>\s]/g, ''), 'hex').toString('latin1')))
  if (token.endsWith(' R')) return new Ref(Number.parseInt(token, 10))
  if (/^[+-.\d]/.test(token)) return Number(token)
  const words: Record<string, Value> = { true: true, false: false, null: null }
  return token in words ? (words[token] ?? null) : new Operator(token)
}

const escaped = (said: string) => (/^\d/.test(said) ? String.fromCharCode(Number.parseInt(said, 8)) : ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' }[said] ?? said))

/** 7.9.2.2: text of people is UTF-16 with a mark before it, or near enough to Latin-1. */
const decoded = (bytes: string) => (bytes.startsWith('þÿ') ? Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le') : bytes)
