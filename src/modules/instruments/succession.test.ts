import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change, Transition } from './changes.ts'
import { byNumber, succeed, type Succession } from './succession.ts'

/** Any way in which a list of conditions may become another: some stay, change, split, merge or go, and some are added. */
const step = (older: readonly string[], version: string): fc.Arbitrary<{ transition: Transition; newer: string[] }> =>
  fc
    .record({
      order: fc.shuffledSubarray([...older], { minLength: older.length }),
      turns: fc.array(fc.nat(5), { minLength: older.length, maxLength: older.length }),
      added: fc.nat(2),
    })
    .map(({ order, turns, added }) => {
      const conditions: Change[] = []
      const newer: string[] = []
      const fresh = () => `${version}-${newer.length + 1}`
      const left = [...order]
      const add = (id: string) => (newer.push(id), id)
      for (const turn of turns) {
        const id = left.shift()
        if (id === undefined) break
        const other = turn === 4 ? left.shift() : undefined
        if (turn <= 1) add(id)
        else if (turn === 2) conditions.push({ relation: 'changed', id: add(fresh()), was: id, what: `${id} anders` })
        else if (turn === 3) conditions.push({ relation: 'split', id, into: [add(id), add(fresh())], what: `${id} gedeeld` })
        else if (other !== undefined) conditions.push({ relation: 'merged', id: add(fresh()), from: [id, other], what: `${id} en ${other} samen` })
        else conditions.push({ relation: 'gone', id, why: `${id} weg` })
      }
      for (let count = 0; count < added; count++) conditions.push({ relation: 'new', id: add(fresh()), what: 'nieuw' })
      return { transition: { from: '', to: version, conditions }, newer }
    })

const first = ['a', 'b', 'c', 'd', 'e', 'f']
/** Three versions after the first, each with the step that led to it. */
const history = step(first, 'v2').chain((one) => step(one.newer, 'v3').chain((two) => step(two.newer, 'v4').map((three) => [one, two, three] as const)))
const successions = history.map((steps) => {
  let older: readonly string[] = first
  return steps.map(({ transition, newer }) => {
    const made = succeed(transition, older, newer)
    older = newer
    return made
  }) as [Succession, Succession, Succession]
})

const origins = (of: Succession) => of.newer.map((id) => [id, of.origin(id)])
const fates = (of: Succession) => of.older.map((id) => [id, of.fate(id)])

test('over several versions it does not matter in which order the steps are taken together', () => {
  fc.assert(
    fc.property(successions, ([one, two, three]) => {
      const left = one.followedBy(two).followedBy(three)
      const right = one.followedBy(two.followedBy(three))
      expect(origins(left)).toEqual(origins(right))
      expect(fates(left)).toEqual(fates(right))
    }),
  )
})

test('nothing is lost: each earlier condition lives on somewhere or is gone with a word about it', () => {
  fc.assert(
    fc.property(successions, ([one, two, three]) => {
      const all = one.followedBy(two).followedBy(three)
      for (const id of all.older) {
        const fate = all.fate(id)
        if (fate?.relation === 'gone') expect([fate.into, fate.remarks.length > 0]).toEqual([[], true])
        else expect(fate?.into.length).toBeGreaterThan(0)
        for (const into of fate?.into ?? []) expect(all.origin(into)?.from).toContain(id)
      }
    }),
  )
})

test('no source is invented: where a condition comes from existed, and became this one', () => {
  fc.assert(
    fc.property(successions, ([one, two, three]) => {
      const all = one.followedBy(two).followedBy(three)
      for (const id of all.newer) {
        const origin = all.origin(id)
        expect((origin?.from.length === 0) === (origin?.relation === 'new')).toBe(true)
        for (const from of origin?.from ?? []) expect(all.fate(from)?.into).toContain(id)
        // Step by step back one comes upon the same conditions.
        const back = (of: Succession) => (ids: readonly string[]) => ids.flatMap((each) => of.origin(each)?.from ?? [])
        expect(new Set(origin?.from)).toEqual(new Set(back(one)(back(two)(back(three)([id])))))
      }
    }),
  )
})

test('the same is only what stayed the same all the way', () => {
  fc.assert(
    fc.property(successions, ([one, two]) => {
      const both = one.followedBy(two)
      for (const id of both.newer) expect(both.origin(id)?.relation === 'same').toBe(two.origin(id)?.relation === 'same' && one.origin(id)?.relation === 'same')
    }),
  )
})

test('an edition that nothing changed in adds nothing', () => {
  fc.assert(
    fc.property(successions, ([one]) => {
      expect(origins(one.followedBy(byNumber(one.newer, one.newer)))).toEqual(origins(one))
      expect(fates(byNumber(one.older, one.older).followedBy(one))).toEqual(fates(one))
    }),
  )
})

test('what is split and then merged again comes from one, with both sentences', () => {
  const split = succeed({ from: '2026.1', to: '2027.1', conditions: [{ relation: 'split', id: '4.3', into: ['4.7', '4.8'], what: 'Apart.' }] }, ['4.3'], ['4.7', '4.8'])
  const merged = succeed({ from: '2027.1', to: '2028.1', conditions: [{ relation: 'merged', id: '4.9', from: ['4.7', '4.8'], what: 'Samen.' }] }, ['4.7', '4.8'], ['4.9'])
  expect(split.followedBy(merged).origin('4.9')).toEqual({
    relation: 'changed',
    from: ['4.3'],
    remarks: [
      { version: '2027.1', text: 'Apart.' },
      { version: '2028.1', text: 'Samen.' },
    ],
  })
})
