import fc from 'fast-check'
import { expect, test } from 'vitest'
import { realInstrument } from '../../../tests/support/content.ts'
import { emptyStatement, EVIDENCE_LIMIT, fieldsOf, NOTE_LIMIT, ownAnswer, sameStatement, statementSchema, type Answer, type Judgement } from './answer.ts'
import { differ, fitted, mergedAnswer, type Source } from './merged-answer.ts'

const asked = ['4.4', '4.5', '4.6'].map((id) => realInstrument.condition(id)!)
const now = realInstrument.condition('4.3')!

const typed = (max: number) =>
  fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', 'ß', '\n'), maxLength: max, size: 'max' }).map((text) =>
    text
      .trim()
      .slice(0, max)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim(),
  )
const line = typed(120).map((text) => text.replaceAll('\n', ' '))
const judgement = fc.oneof(
  fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4).map((level): Judgement => ({ kind: 'level', level })),
  fc.constantFrom<Judgement>({ kind: 'unknown' }, { kind: 'open' }, { kind: 'not-applicable', reason: 'geen examens' }, { kind: 'not-applicable', reason: 'r'.repeat(1000) }),
)
const answer: fc.Arbitrary<Partial<Answer>> = fc.record({
  judgement,
  note: typed(NOTE_LIMIT),
  evidence: typed(EVIDENCE_LIMIT),
  evidenceLink: fc.constantFrom('', 'https://school.nl/een', `https://school.nl/${'x'.repeat(480)}`),
  arrangedBy: fc.constantFrom(null, 'board' as const, 'school' as const),
  wish: fc.option(fc.record({ desiredLevel: fc.constantFrom<2 | 3 | 4>(2, 3, 4), owner: line, term: fc.constantFrom(null, '2027-08-01', '2027-01-01') }), { nil: null }),
  answeredAt: fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
})
const sources: fc.Arbitrary<Source[]> = fc.array(fc.option(answer), { minLength: 2, maxLength: 3 }).map((all) =>
  all.map((over, at) => ({
    condition: asked[at]!,
    answer: over === null ? undefined : { ...emptyStatement, ...ownAnswer, conditionId: asked[at]!.id, version: 1, answeredBy: '', answeredAt: new Date(0), ...over },
  })),
)

test('whatever is merged, what comes of it can be saved again just as it is', () => {
  fc.assert(
    fc.property(sources, (all) => {
      const merged = mergedAnswer(all, realInstrument)
      expect(merged === undefined).toBe(all.every((source) => source.answer === undefined))
      if (!merged) return
      const again = statementSchema(now).safeParse(fieldsOf({ ...merged, needs: [] }))
      expect(again.error?.issues).toBeUndefined()
      expect(sameStatement(again.data!, { ...merged, needs: [] })).toBe(true)
    }),
  )
})

test('a judgement is taken over only where all of them gave it, and else each of them is in the note', () => {
  fc.assert(
    fc.property(sources, (all) => {
      const merged = mergedAnswer(all, realInstrument)
      if (!merged) return
      const apart = differ(all)
      expect(merged.judgement.kind).toBe(apart ? 'open' : (all.find((source) => source.answer)?.answer?.judgement.kind ?? 'open'))
      for (const { condition } of apart ? all : []) expect(merged.note).toContain(`${condition.id} ${condition.title}: `)
    }),
  )
})

test('notes that fit stay whole, each with the question it was written for', () => {
  fc.assert(
    fc.property(sources, (all) => {
      const merged = mergedAnswer(all, realInstrument)
      const short = all.flatMap((source) => (source.answer && source.answer.note.length <= 1000 ? [source.answer.note] : []))
      for (const note of short) expect(merged?.note).toContain(note)
    }),
  )
})

test('texts share a limit: it is never passed, and no room is left while something is cut', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '😀'), minLength: 1, maxLength: 60 }), { maxLength: 5 }),
      fc.integer({ min: 20, max: 120 }),
      (texts, limit) => {
        const one = fitted(texts, limit)
        expect(one.length).toBeLessThanOrEqual(limit)
        expect(one.isWellFormed()).toBe(true)
        if (texts.join('\n\n').length <= limit) expect(one).toBe(texts.join('\n\n'))
        else expect(one.length).toBeGreaterThan(limit - 2 * texts.length)
      },
    ),
  )
})
