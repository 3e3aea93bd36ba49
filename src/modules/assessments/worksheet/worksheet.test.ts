import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOds, writeOds } from '#protocols/ods'
import { realInstrument } from '../../../../tests/support/content.ts'
import { newRound } from '../round.ts'
import { emptyStatement, ownAnswer, sameStatement, statementSchema, type Answer, type Statement } from '../answer.ts'
import type { Round } from '../round.ts'
import { cellsOf, fieldsFromCells, headers, type Cells } from './cells.ts'
import { compare, statementAfter } from './compare.ts'
import { readWorksheet, type Worksheet } from './read.ts'
import { writeWorksheet } from './write.ts'

const now = new Date('2026-11-23T09:00:00Z')
const round: Round = {
  id: 'abcdefghijklmnop',
  organisationId: '',
  number: 1,
  previousId: null,
  editionHash: '',
  editionVersion: '',
  name: 'De Wegwijzer',
  scope: 'board',
  sector: 'po',
  role: 'ICT',
  registerId: null,
  startedAt: now,
  ...newRound,
}
const condition = realInstrument.condition('4.3')!
const stored = (over: Partial<Statement>, version = 1): Answer => ({ ...emptyStatement, ...over, conditionId: '4.3', version, answeredBy: '', answeredAt: now, ...ownAnswer })
const answers = (answer?: Answer) => new Map(answer ? [['4.3', answer]] : [])
const level = (one: 1 | 2 | 3 | 4) => ({ kind: 'level' as const, level: one })

/** The file as it was made from these answers, with some cells typed over. */
function filledIn(from: Answer | undefined, typed: Partial<Cells>): Worksheet {
  const read = readWorksheet(writeWorksheet(round, answers(from), realInstrument, now), round.id)
  if (!read.ok) throw new Error(read.problem)
  return { rows: read.worksheet.rows.map((row) => (row.conditionId === '4.3' ? { ...row, cells: { ...row.cells, ...typed } } : row)) }
}
const found = (worksheet: Worksheet, answer?: Answer) =>
  compare(worksheet, answers(answer), realInstrument).flatMap((one) => one.differences.map((cell) => [one.condition.id, cell.field, cell.now, cell.file, cell.conflict]))

test('a file that nobody touched says nothing new, whatever it was made from', () => {
  const full = stored({
    judgement: level(2),
    needs: [condition.needs[0]!.id],
    arrangedBy: 'school',
    note: 'regel 1\nregel 2',
    evidence: '=SOM(A1)',
    evidenceLink: 'https://school.nl',
    wish: { desiredLevel: 3, owner: '+31', term: '2027-08-01' },
  })
  expect(found(filledIn(full, {}), full)).toEqual([])
  expect(found(filledIn(undefined, {}))).toEqual([])
})

test('a cell that was filled in is a difference, and taking it over gives that answer', () => {
  const worksheet = filledIn(undefined, { answer: '2 Opzetten', needs: 'b a', wish: 'ja', term: '31-12-2027' })
  const [one] = compare(worksheet, new Map(), realInstrument)
  expect(one?.differences.map((cell) => [cell.field, cell.conflict])).toEqual([
    ['answer', false],
    ['needs', false],
    ['wish', false],
    ['term', false],
  ])
  const after = statementAfter(undefined, one!.differences, condition, realInstrument)
  expect(after).toMatchObject({
    ok: true,
    statement: { judgement: level(2), needs: condition.needs.slice(0, 2).map((need) => need.id), wish: { desiredLevel: 3, term: '2027-12-31' } },
  })
})

test('what someone else changed in the meantime and this person did not touch is left alone', () => {
  const worksheet = filledIn(stored({ judgement: level(1) }), { note: 'van de trein' })
  const now_ = stored({ judgement: level(3) }, 2)
  expect(found(worksheet, now_)).toEqual([['4.3', 'note', '', 'van de trein', false]])
})

test('a cell that both changed is a conflict to choose from', () => {
  const worksheet = filledIn(stored({ judgement: level(1) }), { answer: '2' })
  expect(found(worksheet, stored({ judgement: level(3) }, 2))).toEqual([['4.3', 'answer', '3 Ingericht', '2', true]])
})

test('two people who typed the same have no conflict', () => {
  const worksheet = filledIn(stored({ judgement: level(1) }), { answer: '3' })
  expect(found(worksheet, stored({ judgement: level(3) }, 2))).toEqual([])
})

test('without the hidden sheet every difference is a person’s choice, never a silent loss', () => {
  const made = filledIn(stored({ judgement: level(1) }), { answer: '2' })
  const worksheet: Worksheet = { rows: made.rows.map((row) => ({ ...row, base: null })) }
  expect(found(worksheet, stored({ judgement: level(3), note: 'nieuw' }, 2))).toEqual([
    ['4.3', 'answer', '3 Ingericht', '2', true],
    ['4.3', 'note', 'nieuw', '', true],
  ])
})

test.each([{ answer: '7' }, { answer: 'n.v.t.' }, { needs: 'z' }, { term: 'morgen' }, { note: 'x'.repeat(4001) }, { evidenceLink: 'javascript:alert(1)' }])(
  '%o is named as unusable and cannot be taken over',
  (typed) => {
    const [one] = compare(filledIn(undefined, { answer: '1', ...typed }), new Map(), realInstrument)
    expect(one?.problem).toEqual({ label: expect.any(String), code: expect.any(String) })
    expect(statementAfter(undefined, one!.differences, condition, realInstrument).ok).toBe(false)
  },
)

test('a file of another measurement, another kind or with a formula is refused by name', () => {
  const bytes = writeWorksheet(round, new Map(), realInstrument, now)
  expect(readWorksheet(bytes, 'anotherroundid00')).toMatchObject({ ok: false, problem: 'other-measurement' })
  expect(readWorksheet(new TextEncoder().encode('naam;niveau'), round.id)).toMatchObject({ ok: false, problem: 'not-ods' })
  const empty = writeOds({ title: 'x', language: 'nl-NL', created: now, sheets: [{ name: 'Blad1', columns: [{ width: '4cm' }], rows: [[{ text: headers.answer }]] }] })
  expect(readWorksheet(empty, round.id)).toMatchObject({ ok: false, problem: 'no-answers-sheet' })
})

test('every answer survives the cells', () => {
  const schema = statementSchema(condition)
  fc.assert(
    fc.property(fc.constantFrom('', '1', '2', '3', '4', 'unknown', 'not-applicable'), fc.subarray(condition.needs.map((need) => need.id)), fc.boolean(), (answer, needs, wish) => {
      const one = schema.parse({ answer, reason: answer === 'not-applicable' ? 'geen examens' : '', needs, wish: wish ? 'yes' : '', owner: 'schoolleider', term: '2027-08-01' })
      const back = schema.parse(fieldsFromCells(cellsOf(one, condition, realInstrument), condition))
      expect(sameStatement(back, one)).toBe(true)
    }),
  )
})

test.each([
  [{ wish: 'nee', owner: 'schoolleider' }, 'wish-no'],
  [{ wish: 'jaa' }, 'unknown-wish'],
  [{ reason: 'wij hebben geen examens' }, 'reason-without-nvt'],
])('%o would lose something that was typed, so it is named and not taken over', (typed, code) => {
  const [one] = compare(filledIn(undefined, { answer: '2', ...typed }), new Map(), realInstrument)
  expect(one?.problem?.code).toBe(code)
})

test('a plain nee is no wish and no problem', () => {
  const [one] = compare(filledIn(undefined, { answer: '2', wish: 'nee' }), new Map(), realInstrument)
  expect([one?.problem, one?.differences.map((cell) => cell.field)]).toEqual([null, ['answer']])
})

test('a renamed sheet and headings with a space are still found', () => {
  const read = readOds(writeWorksheet(round, new Map(), realInstrument, now))
  if (!read.ok) throw new Error(read.problem)
  const [answers, , base] = read.book.sheets
  const sheets = [{ name: 'Blad1', rows: answers!.rows.map((row, at) => (at === 0 ? row.map((cell) => `${cell} `) : row)) }, base!].map((sheet) => ({
    name: sheet.name,
    columns: [{ width: '4cm' }],
    rows: sheet.rows.map((row) => row.map((text) => ({ text }))),
  }))
  expect(readWorksheet(writeOds({ title: 'x', language: 'nl-NL', created: now, sheets }), round.id)).toMatchObject({ ok: true })
})
