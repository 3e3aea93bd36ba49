import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from './sql.ts'

test('a value never becomes part of the statement', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const statement = sql`select name from school where name = ${typed}`
      expect(statement.text).toBe('select name from school where name = $1')
      expect(statement.values).toEqual([typed])
    }),
  )
})

test('a fragment is put in its place and its values keep their order', () => {
  const inner = sql`brin = ${'12AB'} and place = ${'Utrecht'}`
  const statement = sql`select ${1} where ${inner} and pupils > ${100} and ${inner}`
  expect(statement.text).toBe('select $1 where brin = $2 and place = $3 and pupils > $4 and brin = $5 and place = $6')
  expect(statement.values).toEqual([1, '12AB', 'Utrecht', 100, '12AB', 'Utrecht'])
})

test('text that looks like a fragment stays a value', () => {
  const forged = { text: 'drop table school', values: [], name: 'k1' }
  expect(sql`select ${forged}`.text).toBe('select $1')
})

test('the same text has the same name, another text another, so that a plan is never mixed up', () => {
  const one = (id: number) => sql`select ${id}`
  expect(one(1).name).toBe(one(2).name)
  expect(sql`select ${1}, ${sql`x = ${2}`}`.name).not.toBe(sql`select ${1}, ${sql`y = ${2}`}`.name)
})
