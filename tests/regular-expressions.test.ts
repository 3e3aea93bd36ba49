import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#platform/root'
import { doublesItsWork } from './support/regular-expression.ts'

const texts = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)

/** A literal stands where a value may begin: after a bracket, a comma, an operator or a word such as `return`. */
const literal = /(?<=[(,=:[!&|?{};]\s*|\breturn |=> )\/((?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s.,;)\]}:]|$)/gm

function expressionsIn(text: string): { source: string; flags: string }[] {
  return [...text.matchAll(literal)].flatMap(([, source = '', flags = '']) => {
    try {
      return [{ source: new RegExp(source, flags).source, flags }]
    } catch {
      return [] // a path in a comment, or two divisions
    }
  })
}

test.each(['(a+)+b', '(a*)*', '(a|a)*b', '(?:a|ab|b)*c', '(\\s*,\\s*|\\s)*;', '^([\\w.-]+)*@', '(?:x+x+)+y', '(.*a){12}'.replace('{12}', '+')])(
  '%s is found: one more character doubles the work',
  (source) => {
    expect(doublesItsWork(source)).toBe(true)
  },
)

test.each(['a+b', '(?:[^{}]|\\{[^{}]*\\})*', '(?:ab)*', '^(\\d{1,2})[-/.](\\d{1,2})$', '(?:a|b)*', '(?:[^\\\\]|\\\\.)*', '[\\w-]{32}', '(?:a+,)*', '(?<!x)a+(?=b)'])(
  '%s is not',
  (source) => {
    expect(doublesItsWork(source)).toBe(false)
  },
)

test('no expression in the code doubles its work with each character that is typed', () => {
  const all = texts.flatMap(([path, text]) => expressionsIn(text).map((one) => ({ path, ...one })))
  expect(all.length).toBeGreaterThan(200)
  expect(all.filter(({ source, flags }) => doublesItsWork(source, flags)).map(({ path, source }) => `${path}: ${source}`)).toEqual([])
})

/** Expressions that are put together stand in these files only; what they are made of is ours and no text of a person. */
const made = ['src/modules/reports/print/printable.ts', 'src/platform/plain-dutch.ts', 'src/ui/charts/words.ts']

test('no text of a person becomes an expression', () => {
  expect(
    texts
      .filter(([, text]) => /new RegExp\(|RegExp\(`/.test(text))
      .map(([path]) => path)
      .toSorted(),
  ).toEqual(made)
})
