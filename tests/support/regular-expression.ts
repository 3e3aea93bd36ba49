/**
 * Whether a backtracking matcher can need twice the work for one more character, told from the expression itself: exponential
 * ambiguity, as in Weideman and others, "Analyzing matching time behavior of backtracking regular expression matchers" (2016).
 * The expression becomes a position automaton (Glushkov), whose states are its characters. It is ambiguous in that way exactly when
 * some state can come back to itself along two ways over the same text. What is bounded below a hundred counts as bounded.
 */
type Follow = Map<number, Map<number, number>>
type Part = { empty: number; first: Map<number, number>; last: Map<number, number> }

/** Enough to tell apart every class that is written in the code. */
const SAMPLES = [...Array.from({ length: 128 }, (_, code) => String.fromCodePoint(code)), ...'é\u0085\u00A0ß\u0301\u200B\u2028\uFEFF中أ😀\uD800＝']
const UNBOUNDED_FROM = 100

export function doublesItsWork(source: string, flags = 'u'): boolean {
  const positions: string[] = []
  const follow: Follow = new Map()
  parse(source, flags, positions, follow)
  return comesBackTwice(
    positions.map((atom) => matchedBy(atom, flags)),
    follow,
  )
}

function matchedBy(atom: string, flags: string): Set<number> {
  const one = new RegExp(`^(?:${atom})$`, flags.replaceAll(/[gyd]/g, ''))
  return new Set(SAMPLES.flatMap((sample, at) => (one.test(sample) ? [at] : [])))
}

const nothing = (): Part => ({ empty: 1, first: new Map(), last: new Map() })
const plus = (to: Map<number, number>, from: Map<number, number>, times = 1) => {
  for (const [key, ways] of from) to.set(key, Math.min(2, (to.get(key) ?? 0) + ways * times))
}
function link(follow: Follow, lasts: Map<number, number>, firsts: Map<number, number>): void {
  for (const [from, ways] of lasts) {
    const to = follow.get(from) ?? new Map<number, number>()
    plus(to, firsts, ways)
    follow.set(from, to)
  }
}

/** Sequence of two: ways multiply where one of them may be empty. */
function after(follow: Follow, left: Part, right: Part): Part {
  link(follow, left.last, right.first)
  const first = new Map(left.first)
  const last = new Map(right.last)
  if (left.empty > 0) plus(first, right.first, left.empty)
  if (right.empty > 0) plus(last, left.last, right.empty)
  return { empty: Math.min(2, left.empty * right.empty), first, last }
}
function either(left: Part, right: Part): Part {
  const [first, last] = [new Map(left.first), new Map(left.last)]
  plus(first, right.first)
  plus(last, right.last)
  return { empty: Math.min(2, left.empty + right.empty), first, last }
}

function parse(source: string, flags: string, positions: string[], follow: Follow): void {
  let at = 0
  const escape =
    flags.includes('u') || flags.includes('v')
      ? /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|[^])/y
      : /\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|[^])/y

  function alternatives(): Part {
    let whole = sequence()
    while (source[at] === '|') {
      at++
      whole = either(whole, sequence())
    }
    return whole
  }

  function sequence(): Part {
    let whole = nothing()
    while (at < source.length && source[at] !== '|' && source[at] !== ')') whole = after(follow, whole, repeated())
    return whole
  }

  function repeated(): Part {
    const from = at
    const part = atom()
    const many = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y
    many.lastIndex = at
    const found = many.exec(source)?.[0]
    if (found === undefined) return part
    const written = source.slice(from, at)
    at += found.length
    const [least, most] = bounds(found)
    if (most === 1) return { ...part, empty: least === 0 ? Math.min(2, part.empty + 1) : part.empty }
    if (most < UNBOUNDED_FROM) {
      // A few times over is a longer expression, not a loop; two copies tell as much as twenty.
      const copy = copied(written)
      const both = after(follow, part, { ...copy, empty: Math.min(2, copy.empty + 1) })
      return least === 0 ? { ...both, empty: Math.min(2, both.empty + 1) } : both
    }
    link(follow, part.last, part.first)
    return { ...part, empty: least === 0 ? 1 : part.empty }
  }

  function copied(written: string): Part {
    const [outerSource, outerAt] = [source, at]
    source = written
    at = 0
    const copy = alternatives()
    source = outerSource
    at = outerAt
    return copy
  }

  function atom(): Part {
    const character = source[at]
    if (character === '(') return group()
    if (character === '^' || character === '$') return (at++, nothing())
    if (character === '[') return position(classAt())
    if (character === '\\') {
      escape.lastIndex = at
      const written = escape.exec(source)?.[0] ?? '\\'
      at += written.length
      return /^\\(?:[bB]|[1-9]|k)/.test(written) ? nothing() : position(written)
    }
    const [whole = ''] = source.slice(at)
    const symbol = flags.includes('u') ? String.fromCodePoint(source.codePointAt(at) ?? 0) : whole
    at += symbol.length
    return position(symbol)
  }

  function group(): Part {
    const head = /\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y
    head.lastIndex = at
    const [opening = '('] = head.exec(source) ?? []
    at += opening.length
    const inside = alternatives()
    at++ // the closing bracket
    // What only looks takes no text away.
    return /[=!]$/.test(opening) ? nothing() : inside
  }

  function classAt(): string {
    const from = at
    at++
    while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1
    at++
    return source.slice(from, at)
  }

  function position(written: string): Part {
    const id = positions.push(written) - 1
    return { empty: 0, first: new Map([[id, 1]]), last: new Map([[id, 1]]) }
  }

  alternatives()
}

function bounds(quantifier: string): [least: number, most: number] {
  if (quantifier.startsWith('*')) return [0, Infinity]
  if (quantifier.startsWith('+')) return [1, Infinity]
  if (quantifier.startsWith('?')) return [0, 1]
  const [, least = '0', comma, most = ''] = /\{(\d+)(,?)(\d*)\}/.exec(quantifier) ?? []
  return [Number(least), comma === '' ? Number(least) : most === '' ? Infinity : Number(most)]
}

/** Some state with a way back over pairs that part in between, or over a step that can be taken in two ways. */
function comesBackTwice(matched: readonly Set<number>[], follow: Follow): boolean {
  const next = (id: number) => [...(follow.get(id) ?? [])]
  const meets = (a: number, b: number) => [...(matched[a] ?? [])].some((sample) => matched[b]?.has(sample))
  for (let state = 0; state < matched.length; state++) {
    // Pairs of states reached from (state, state) over the same text; `parted`: they differed somewhere, or a step had two ways.
    const seen = new Set<string>()
    const waiting: [number, number, boolean][] = [[state, state, false]]
    for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
      const [left, right, parted] = pair
      for (const [a, waysA] of next(left))
        for (const [b, waysB] of next(right)) {
          if (!meets(a, b)) continue
          const now = parted || a !== b || (left === right && a === b && waysA * waysB > 1)
          if (a === state && b === state && now) return true
          const key = `${a} ${b} ${now}`
          if (seen.has(key)) continue
          seen.add(key)
          waiting.push([a, b, now])
        }
    }
  }
  return false
}
