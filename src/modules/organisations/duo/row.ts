import type { Kind } from '../organisation.ts'
import { noFacts, type Facts } from './facts.ts'
import { placeName } from './place-name.ts'
import type { DuoFile, Field } from './register.ts'
import { sectorOf } from './sector.ts'

/** A row as it will be stored; `board` when it also tells the name of its board. */
export type Row = { kind: Kind; code: string; facts: Facts; type: string; board?: { code: string; facts: Facts }; remarks: string[] }
export type RejectedRow = { reason: string; key?: string }

/** Longest text per field, in characters: twice the longest in DUO's files of 2024 or more. */
const longest = {
  name: 200,
  boardName: 200,
  street: 120,
  houseNumber: 20,
  houseLetter: 20,
  houseAddition: 20,
  place: 80,
  municipality: 80,
  province: 40,
  website: 300,
  type: 80,
  typePo: 80,
  structureVo: 80,
} as const satisfies Partial<Record<Field, number>>

const mostPupils = 99_999
// What no name holds: control characters, what turns the direction of writing, and the sign of a letter lost on the way.
// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const unreadable = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFD\p{Surrogate}]/u

/** Reads one record. Everything in it is usable, or it is rejected whole; only a website that is none is left out with a remark. */
export function rowOf(file: DuoFile, fields: readonly string[]): Row | RejectedRow {
  const text = (field: Field) => (fields[file.columns.get(field) ?? -1] ?? '').replace(/[ \u00A0]+/g, ' ').trim()
  const code = codeIn(file.kind, text)
  if ('reason' in code) return code
  const key = code.code
  const damaged = [...file.columns.keys()].find((field) => unreadable.test(text(field)))
  if (damaged) return { reason: `control characters or unreadable letters in ${nameOf[damaged] ?? damaged}`, key }
  const overlong = Object.entries(longest).find(([field, most]) => text(field as Field).length > most)
  if (overlong) return { reason: `${nameOf[overlong[0] as Field] ?? overlong[0]} has more than ${overlong[1]} characters`, key }
  const name = text(file.kind === 'board' ? 'boardName' : 'name')
  if (name === '') return { reason: 'the name is missing', key }
  const postcode = text('postcode').replaceAll(' ', '').toUpperCase()
  if (postcode !== '' && !/^[1-9]\d{3}[A-Z]{2}$/.test(postcode)) return { reason: 'the postcode is not like 1234 AB', key }
  const boardNumber = text('boardNumber')
  if (boardNumber !== '' && !isBoardNumber(boardNumber)) return { reason: 'the board number is not a number of at most six digits', key }
  const pupils = pupilsIn(text)
  if (pupils === undefined) return { reason: 'the number of pupils is not a whole number', key }

  const type = text('typePo') || text('structureVo') || text('type')
  const sector = type === '' ? file.sector : sectorOf(type)
  const website = websiteIn(text('website'))
  const remarks = [
    ...(type !== '' && !sector ? [`school type ${type} is not known: stored without sector`] : []),
    ...(website === undefined ? ['website left out: not a web address'] : []),
  ]
  const boardName = text('boardName')
  const facts: Facts = {
    name,
    sector,
    boardNumber: boardNumber || null,
    street: text('street') || null,
    houseNumber: houseNumberIn(text) || null,
    postcode: postcode || null,
    place: placeName(text('place')) || null,
    municipality: placeName(text('municipality')) || null,
    province: text('province') || null,
    website: website ?? null,
    ...pupils,
  }
  const board = file.kind !== 'board' && boardNumber !== '' && boardName !== '' ? { board: { code: boardNumber, facts: { ...noFacts, name: boardName } } } : {}
  return { kind: file.kind, code: key, facts, type, ...board, remarks }
}

/** How a reason speaks of a field. */
const nameOf: Partial<Record<Field, string>> = {
  name: 'the name',
  boardName: 'the name of the board',
  street: 'the street',
  houseNumber: 'the house number',
  place: 'the place',
  municipality: 'the municipality',
  province: 'the province',
  website: 'the website',
  postcode: 'the postcode',
  pupils: 'the number of pupils',
}

type Text = (field: Field) => string

const isBoardNumber = (text: string) => /^\d{1,6}$/.test(text)

function codeIn(kind: Kind, text: Text): { code: string } | RejectedRow {
  if (kind === 'board') {
    const number = text('boardNumber')
    return isBoardNumber(number) ? { code: number } : { reason: number === '' ? 'the board number is missing' : 'the board number is not a number of at most six digits' }
  }
  const location = text('location').replaceAll(' ', '').toUpperCase()
  const brin = text('brin').toUpperCase() || (location.length === 6 ? location.slice(0, 4) : '')
  if (brin === '') return { reason: 'the BRIN is missing' }
  if (!/^\d{2}[A-Z]{2}$/.test(brin)) return { reason: 'the BRIN is not two digits and two letters' }
  if (kind === 'school') return { code: brin }
  if (location === '') return { reason: 'the location code is missing', key: brin }
  if (/^\d{1,2}$/.test(location)) return { code: `${brin}${location.padStart(2, '0')}` } // a spreadsheet makes 0 of 00
  if (!/^\d{2}[A-Z]{2}\d{2}$/.test(location)) return { reason: 'the location code is not two digits, with or without the BRIN before them', key: brin }
  return location.startsWith(brin) ? { code: location } : { reason: 'the location code belongs to another BRIN', key: brin }
}

/** DUO writes "<5" for a number it does not tell, to keep children from being recognised: that is not known here. */
function pupilsIn(text: Text): { pupils: number | null; pupilsAtLeast: boolean } | undefined {
  const exact = text('pupils')
  const given = exact || text('pupilsAtLeast')
  if (given === '' || /^< ?5$/.test(given)) return { pupils: null, pupilsAtLeast: false }
  if (!/^\d{1,5}$/.test(given) || Number(given) > mostPupils) return undefined
  return { pupils: Number(given), pupilsAtLeast: exact === '' }
}

/** 27, a, 2 → "27a-2" */
function houseNumberIn(text: Text): string {
  const addition = text('houseAddition')
  return `${text('houseNumber')}${text('houseLetter')}${addition === '' ? '' : `-${addition}`}`
}

/** With https:// where the register has no scheme; undefined when it is not one web address. */
function websiteIn(text: string): string | null | undefined {
  if (text === '') return null
  const trimmed = text.replace(/\.$/, '')
  const address = /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  return /^https?:\/\/[^\s/@:]+\.[a-z]{2,}(:\d+)?([/?#]\S*)?$/i.test(address) && URL.canParse(address) ? address : undefined
}
