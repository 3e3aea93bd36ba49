import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { palette } from './charts/file.tsx'

/** Which colour stands on which. Text and the signs that carry meaning: 4.5 to 1 (WCAG 2.2, 1.4.3); edges of controls: 3 to 1 (1.4.11). */
const text: Record<string, string[]> = {
  paper: ['ink', 'soft', 'link', 'link-hover', 'wish', 'growth', 'warning', 'error'],
  sheet: ['ink', 'soft', 'link', 'link-hover', 'error', 'action'],
  tint: ['ink', 'soft', 'link', 'link-hover'],
  'wish-tint': ['wish', 'ink', 'link'],
  'growth-tint': ['growth', 'ink', 'link'],
  'warning-tint': ['warning', 'ink', 'link'],
  'error-tint': ['error', 'ink', 'link'],
  error: ['paper'],
  action: ['on-action'],
  'action-hover': ['on-action'],
  'level-1': ['on-level'],
  'level-2': ['on-level'],
  'level-3': ['on-level'],
  'level-4': ['on-level'],
}
const edges: Record<string, string[]> = { paper: ['edge', 'action', 'focus'], sheet: ['edge', 'action', 'focus'], tint: ['edge', 'action', 'focus'], glow: ['focus'] }

const css = readFileSync(new URL('./css/tokens.css', import.meta.url), 'utf8')

function tokens(after: string): Record<string, string> {
  const from = css.indexOf(':root', css.indexOf(after))
  const block = css.slice(from, css.indexOf('}', from))
  return Object.fromEntries([...block.matchAll(/--koers-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]))
}

const light = tokens(':root')
const themes = {
  light,
  dark: tokens('(prefers-color-scheme: dark)'),
  print: { ...light, ...tokens('@media print') },
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

for (const [theme, colours] of Object.entries(themes)) {
  test(`every colour can be read on what it stands on, ${theme}`, () => {
    const faint = [...pairs(text, 4.5), ...pairs(edges, 3)].filter(({ on, over, least }) => !(contrast(colours[on] ?? '', colours[over] ?? '') >= least))
    expect(faint.map(({ on, over }) => `${on} on ${over}: ${contrast(colours[on] ?? '', colours[over] ?? '').toFixed(2)}`)).toEqual([])
  })
}

test('a picture outside our pages has the colours of the light theme', () => {
  for (const [name, value] of Object.entries(palette)) expect(light[name], name).toBe(value)
})

function pairs(table: Record<string, string[]>, least: number) {
  return Object.entries(table).flatMap(([over, names]) => names.map((on) => ({ on, over, least })))
}
