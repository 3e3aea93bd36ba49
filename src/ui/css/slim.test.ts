import { expect, test } from 'vitest'
import { slim } from './slim.ts'

const used = (name: string) => name === 'nl-link' || name === '--koers-ink'

test('a rule for a class nobody writes is left out, also beside one that is written', () => {
  expect(slim('.nl-link,.nl-badge{color:red}.nl-badge{margin:0}', used)).toBe('.nl-link{color:red}')
})

test('a token nobody sets gives way to its fallback, and without one to unset', () => {
  expect(slim('.nl-link{color:var(--a,var(--b,blue));margin:var(--c)}', used)).toBe('.nl-link{color:blue;margin:unset}')
})

test('a token set once for the whole document is filled in', () => {
  expect(slim(':root{--size:max(1px,2px)}.nl-link{width:calc(var(--size) + 1px)}', used)).toBe('.nl-link{width:calc(max(1px,2px) + 1px)}')
})

test('a token that differs by theme stays, and so does one that only our source asks for', () => {
  const css = ':root{--koers-ink:#000000}@media print{:root{--koers-ink:#111111}}'
  expect(slim(css, used)).toBe(css)
})

test('a selector that only excludes a class nobody writes still applies', () => {
  expect(slim('.nl-link:not(.nl-link--off){color:red}', used)).toBe('.nl-link:not(.nl-link--off){color:red}')
})
