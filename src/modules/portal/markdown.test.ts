import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderMarkdown } from './markdown.ts'

test('HTML in a text is shown as text', () => {
  expect(renderMarkdown('Een <b>woord</b> en <script>alert(1)</script>')).toBe('<p>Een &lt;b&gt;woord&lt;/b&gt; en &lt;script&gt;alert(1)&lt;/script&gt;</p>\n')
})

test('a link that would run something or a picture from elsewhere stays text', () => {
  expect(renderMarkdown('[klik](javascript:alert(1)) ![x](https://elsewhere.example/x.png)')).not.toMatch(/<img|javascript:[^)]*"/)
})

test('a heading keeps its name in every language', () => {
  expect(renderMarkdown('## Security & privacy {#veiligheid}')).toBe('<h2 id="veiligheid">Security &amp; privacy</h2>\n')
})

const ours = new Set([
  'p',
  'br',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'em',
  'strong',
  's',
  'a',
  'code',
  'pre',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
])
const attributes = /^(?: (?:href|title|id|start|class|style)="[^"<>]*")*$/
const pieces = fc.constantFrom(
  '<',
  '>',
  '"',
  "'",
  '`',
  '#',
  '* ',
  '[',
  '](',
  ')',
  '{#a}',
  '\n',
  '\n\n',
  ' ',
  'script',
  'onerror=',
  'javascript:',
  'data:text/html,',
  '<!--',
  '-->',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=x>',
  '&lt;',
  '&#60;',
  '~~~',
  '|',
  '-',
  'a',
)

test('whatever the text, only our own elements and attributes come out', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
      ),
      (text) => {
        const html = renderMarkdown(text)
        for (const [, name, rest] of html.matchAll(/<\/?([^\s>/]*)([^>]*)>/g)) {
          expect(ours).toContain(name)
          expect(rest).toMatch(attributes)
          expect(rest).not.toMatch(/href="\s*(javascript|vbscript|data|file):/i)
        }
        expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/)
      },
    ),
    { numRuns: 500 },
  )
})
