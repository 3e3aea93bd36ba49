import { expect, test } from 'vitest'
import { distributionFile } from './distribution.tsx'
import { gridFile } from './grid.tsx'
import { growthFile } from './growth.tsx'
import { ladderFile } from './ladder.tsx'
import { mapFile } from './map.tsx'
import { multiplesFile } from './multiples.tsx'

const names = { 1: 'Verkennen', 2: 'Opzetten', 3: 'Ingericht', 4: 'Borgen' }
const hostile = '<script>alert(1)</script> & "Koers"'

const files = {
  map: mapFile({ title: hostile, names, rows: [{ number: '1', label: hostile, cells: [{ number: '1.1', label: hostile, answer: 4, underpinned: true, wish: true }] }] }),
  ladder: ladderFile({ title: hostile, names, rows: [{ label: hostile, now: 2.3, previous: 1.9, desired: 3 }, { label: 'leeg' }] }),
  growth: growthFile({
    title: hostile,
    rounds: ['2024', '2025'],
    series: [
      { label: hostile, values: [1, 3] },
      { label: 'open', values: [null, null] },
    ],
  }),
  distribution: distributionFile({
    title: hostile,
    names,
    none: 'te weinig',
    rows: [
      { number: '1.1', label: hostile, shares: [5, 20, 75, 0], own: 2 },
      { number: '1.2', label: 'niet getoond', shares: null, own: null },
    ],
  }),
  multiples: multiplesFile({
    title: hostile,
    span: ['2024', '2025'],
    names: { own: hostile, others: 'scholen' },
    multiples: [
      {
        number: '1',
        label: hostile,
        own: [
          { at: 0, mean: 1 },
          { at: 1, mean: 3, broken: true },
        ],
        others: [[{ at: 1, mean: 2 }], []],
      },
      { number: '2', label: 'leeg', own: [], others: [] },
    ],
  }),
  grid: gridFile({
    title: hostile,
    names,
    columns: [{ number: '1.1', label: hostile, group: '1' }],
    rows: [
      { label: hostile, answers: [3], underpinned: [true] },
      { label: 'leeg', answers: ['unknown'] },
    ],
  }),
}

for (const [name, svg] of Object.entries(files)) {
  test(`a picture as a file stands on its own: ${name}`, () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/)
    expect(svg).toContain('<title id="title">&lt;script&gt;')
    expect(svg).not.toMatch(/<script|<style|style=|class=|var\(|href="[^#]|NaN|undefined/)
  })
}
