/**
 * iCalendar (RFC 5545): a calendar of whole days, to be read by the calendars of people. Pure: data in, text out.
 * Whatever stands in a text, it can never end its line and begin a property of its own.
 */
export type CalendarEvent = {
  /** Stays the same when the event changes, and differs between events (3.8.4.7). */
  uid: string
  /** When this was last changed (3.8.7.2). */
  stamp: Date
  /** The day itself, as yyyy-mm-dd; the event fills it (3.6.1). */
  day: string
  summary: string
  description?: string
  /** An https or http address. */
  url?: string
  /** It need not be done any more; calendars show it struck through or not at all (3.8.1.11). */
  cancelled?: boolean
}
export type Calendar = {
  name: string
  /** Who made it (3.7.3), such as -//Koers//Plan//NL. */
  productId: string
  /** How often it is worth looking again, in hours (RFC 7986, 5.7). */
  refreshHours: number
  events: readonly CalendarEvent[]
}

export function writeCalendar({ name, productId, refreshHours, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${text(productId)}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(name)}`,
    // What calendars read that do not know RFC 7986.
    `X-WR-CALNAME:${text(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${Math.trunc(refreshHours)}H`,
    `X-PUBLISHED-TTL:PT${Math.trunc(refreshHours)}H`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines({ uid, stamp, day, summary, description, url, cancelled }: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${text(uid)}`,
    `DTSTAMP:${moment(stamp)}`,
    `LAST-MODIFIED:${moment(stamp)}`,
    `DTSTART;VALUE=DATE:${date(day)}`,
    // The end is not part of it (3.6.1): the day after.
    `DTEND;VALUE=DATE:${date(dayAfter(day))}`,
    `SUMMARY:${text(summary)}`,
    ...(description === undefined || description === '' ? [] : [`DESCRIPTION:${text(description)}`]),
    ...(url === undefined ? [] : [`URL:${address(url)}`]),
    ...(cancelled ? ['STATUS:CANCELLED'] : []),
    // A term takes nobody's time (3.8.2.7).
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** 3.3.11 TEXT: backslash, semicolon, comma and line ends are escaped; other control characters do not exist in it. */
function text(value: string): string {
  return (
    value
      .toWellFormed()
      .replaceAll(/\r\n?|[\n\u0085\u2028\u2029]/g, '\n')
      // oxlint-disable-next-line no-control-regex -- taking control characters out is the point
      .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g, ' ')
      .replaceAll(/[\\;,]/g, (character) => `\\${character}`)
      .replaceAll('\n', '\\n')
  )
}

/** 3.3.13 URI: not escaped, so it may hold nothing that ends a line. */
const address = (url: string) => new URL(url).href

/** 3.3.5 DATE-TIME in UTC. */
const moment = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** 3.3.4 DATE. */
function date(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError('A day is yyyy-mm-dd.')
  return day.replaceAll('-', '')
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

const encoder = new TextEncoder()
/** 3.1: a line has at most 75 octets; what is longer goes on after a line end and one space. A character is never cut in two. */
const OCTETS = 75

function folded(line: string): string {
  let octets = 0
  let out = ''
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > OCTETS) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}
