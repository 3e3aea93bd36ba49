import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '#platform/clock'
import { securityTxt } from './security-txt.ts'

const publicUrl = 'https://koers.example'
const fieldsOf = (text: string) =>
  new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': ', 2) as [string, string]),
  )

test('security.txt names the contact of the installation and its own address', () => {
  const fields = fieldsOf(securityTxt({ publicUrl, contact: 'mailto:veilig@koers.example', now: new Date('2026-11-23T12:00:00Z') }))
  expect(Object.fromEntries(fields)).toEqual({
    Contact: 'mailto:veilig@koers.example',
    Expires: '2027-06-01T00:00:00.000Z',
    'Preferred-Languages': 'nl, en',
    Canonical: 'https://koers.example/.well-known/security.txt',
    Policy: 'https://koers.example/over#veiligheid',
  })
})

test('without a contact it points at the page that says how to report', () => {
  expect(fieldsOf(securityTxt({ publicUrl, contact: undefined, now: new Date(0) })).get('Contact')).toBe('https://koers.example/over#veiligheid')
})

test('on any day it expires between 30 and 365 days later', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (now) => {
      const expires = Date.parse(fieldsOf(securityTxt({ publicUrl, contact: undefined, now })).get('Expires') ?? '')
      expect((expires - now.getTime()) / DAY).toBeGreaterThan(30)
      expect((expires - now.getTime()) / DAY).toBeLessThan(365)
    }),
  )
})
