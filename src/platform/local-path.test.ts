import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localPath } from './local-path.ts'

test.each([
  ['/', '/'],
  ['/hulp', '/hulp'],
  ['/metingen/a_B-1/4.3?stap=2', '/metingen/a_B-1/4.3?stap=2'],
  ['/zoek?q=één school', '/zoek?q=%C3%A9%C3%A9n%20school'],
])('the way back to %s is kept', (asked, path) => {
  expect(localPath(asked)).toBe(path)
})

test.each([
  undefined,
  '',
  'hulp',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '///elsewhere.example',
  '/\\elsewhere.example',
  '\\\\elsewhere.example',
  '/a\\..\\b',
  '/.//elsewhere.example',
  '/%2e//elsewhere.example',
  '/hulp/..//elsewhere.example',
  '/%2E%2e//elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  '/a\r\nset-cookie: x=1',
  '/a\u0000b',
  '/a\u007fb',
  '/a\u0085b',
  ' /hulp',
  'javascript:alert(1)',
  `/${'a'.repeat(3000)}`,
])('%j leads home, for it could lead elsewhere', (asked) => {
  expect(localPath(asked)).toBe('/')
})

const nasty = fc.array(fc.constantFrom('/', '\\', '.', '..', '%2e', '%2f', '%5c', '@', ':', '?', '#', '\t', '\n', 'elsewhere.example', 'https:', 'é', '\u2028'), { maxLength: 12 })

test('whatever is asked, a browser stays on this site', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        nasty.map((parts) => parts.join('')),
        nasty.map((parts) => `/${parts.join('')}`),
      ),
      (asked) => {
        const path = localPath(asked)
        expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
        expect(new URL(path, 'https://koers.example').origin).toBe('https://koers.example')
        expect(localPath(path)).toBe(path)
      },
    ),
    { numRuns: 500 },
  )
})
