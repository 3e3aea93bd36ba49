import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCalendar, type CalendarEvent } from './icalendar.ts'

const stamp = new Date('2026-03-02T09:00:00.123Z')
const event: CalendarEvent = { uid: 'a1@koers.example', stamp, day: '2026-02-28', summary: 'Wifi meten' }
const written = (over: Partial<CalendarEvent> = {}, name = 'Plan') => writeCalendar({ name, productId: '-//Koers//Plan//NL', refreshHours: 12, events: [{ ...event, ...over }] })
/** As a calendar reads it (3.1): lines end with CRLF, a line that begins with a space belongs to the one before. */
const linesOf = (calendar: string) => calendar.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)
const valueOf = (calendar: string, name: string) =>
  linesOf(calendar)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
const unescaped = (value: string) => value.replaceAll(/\\([\\;,nN])/g, (_, one: string) => (one.toLowerCase() === 'n' ? '\n' : one))

test('a term is one whole day that ends before the next', () => {
  const lines = linesOf(written())
  expect(lines).toContain('DTSTART;VALUE=DATE:20260228')
  expect(lines).toContain('DTEND;VALUE=DATE:20260301')
  expect(lines).toContain('DTSTAMP:20260302T090000Z')
  expect(lines).toContain('TRANSP:TRANSPARENT')
  expect([lines[0], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR'])
})

test('a day that is not one is refused', () => {
  expect(() => written({ day: '2026-02-28\r\nATTENDEE:mailto:x@y.z' })).toThrow(RangeError)
})

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom('\r', '\n', '\r\n', 'BEGIN:VEVENT', 'END:VCALENDAR', ':', ';', ',', '\\', '\u2028', '\u0085', '👩‍👧', 'é', '"', ' ', '\t', '\\n', 'x'.repeat(80)), {
      maxLength: 60,
    })
    .map((parts) => parts.join('')),
)

test('no text, however it is made, adds or ends a line', () => {
  const expected = linesOf(written({ summary: 'x', description: 'y' })).map((line) => line.split(/[:;]/)[0])
  fc.assert(
    fc.property(nasty, nasty, nasty, nasty, (uid, summary, description, name) => {
      fc.pre(description !== '')
      expect(linesOf(written({ uid, summary, description }, name)).map((line) => line.split(/[:;]/)[0])).toEqual(expected)
    }),
  )
})

test('every line has at most 75 octets, ends with CRLF, and holds no half character', () => {
  fc.assert(
    fc.property(nasty, (summary) => {
      const calendar = written({ summary })
      expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      for (const line of calendar.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      expect(calendar.isWellFormed()).toBe(true)
    }),
  )
})

test('what people typed comes back as they typed it', () => {
  const printable = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((one) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(one))
  fc.assert(
    fc.property(printable, (summary) => {
      expect(unescaped(valueOf(written({ summary }), 'SUMMARY') ?? '')).toBe(summary)
    }),
  )
})
