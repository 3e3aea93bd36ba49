import { basename } from 'node:path'
import type { Kind, Sector } from '../organisation.ts'
import { parsed } from './csv.ts'

/**
 * What DUO calls each field, in both generations of its headers (BRIN NUMMER … and INSTELLINGSCODE …) and in the files made from them.
 * Case, accents, spaces, hyphens and underscores do not matter. The first name that a header has, wins; a column serves one field.
 */
const fieldNames = {
  brin: ['brin nummer', 'brin', 'brinnummer', 'instellingscode'],
  location: ['vestigingscode', 'vestigingsnummer', 'brinvestigingsnummer', 'brin vestigingsnummer', 'vestiging'],
  name: ['vestigingsnaam', 'instellingsnaam vestiging', 'instellingsnaam', 'naam'],
  boardNumber: ['bevoegd gezag nummer', 'bevoegd gezag', 'bevoegd gezag code', 'bevoegdgezagnummer', 'bevoegd gezagnummer', 'administratienummer'],
  boardName: ['bevoegd gezag naam', 'naam bevoegd gezag', 'bevoegdgezagnaam', 'bestuursnaam'],
  typePo: ['soort po'],
  structureVo: ['onderwijsstructuur'],
  type: ['type', 'soort onderwijs', 'onderwijstype'],
  street: ['straatnaam', 'straat', 'straatnaam vestiging'],
  houseNumber: ['huisnummer', 'huisnummer toevoeging'],
  houseLetter: ['huisletter'],
  houseAddition: ['huisnummertoevoeging', 'huisnummer toevoeging', 'toevoeging'],
  postcode: ['postcode', 'postcode vestiging'],
  place: ['plaatsnaam', 'plaats', 'plaatsnaam vestiging', 'woonplaats'],
  municipality: ['gemeentenaam', 'gemeente'],
  province: ['provincie', 'provincienaam'],
  website: ['internetadres', 'internet', 'website'],
  pupils: ['leerlingen', 'aantal leerlingen'],
  pupilsAtLeast: ['leerlingen ondergrens'],
  higherEducation: ['soort ho'],
} as const satisfies Record<string, readonly string[]>
export type Field = keyof typeof fieldNames
/** Which column holds which field. */
type Columns = ReadonlyMap<Field, number>

export type DuoFile = {
  path: string
  file: string
  /** One list of DUO's; a row that is missing from its newest file is gone. */
  register: string
  /** What each row is about. */
  kind: Kind
  /** The sector of every row that does not tell its own. */
  sector: Sector | null
  sourceDate: string | null
  delimiter: string
  /** The number of columns in the header. */
  width: number
  columns: Columns
}

const delimiters = [';', ',', '\t'] as const

/** Which register a file holds, told by its header; undefined when it is none that Koers knows. */
export function recognise(path: string, header: string): DuoFile | undefined {
  const readings = delimiters.map((delimiter) => {
    const record = parsed(header, delimiter, true)
    const names = Array.isArray(record) ? (record[0] ?? []) : []
    return { delimiter, width: names.length, columns: columnsOf(names) }
  })
  const best = readings.reduce((one, other) => (other.columns.size > one.columns.size ? other : one))
  const about = registerOf(best.columns, basename(path))
  return about && { path, file: basename(path), sourceDate: dateIn(basename(path)), ...best, ...about }
}

function columnsOf(names: readonly string[]): Columns {
  const at = new Map(names.map((name, index) => [folded(name), index] as const).toReversed())
  const columns = new Map<Field, number>()
  for (const [field, synonyms] of Object.entries(fieldNames) as [Field, readonly string[]][]) {
    const name = synonyms.find((synonym) => at.has(synonym))
    if (name === undefined) continue
    columns.set(field, at.get(name) as number)
    at.delete(name)
  }
  return columns
}

const folded = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()

function registerOf(columns: Columns, file: string): Pick<DuoFile, 'register' | 'kind' | 'sector'> | undefined {
  if (columns.has('higherEducation')) return undefined
  const { suffix, sector } = sectorInName(file)
  if (columns.has('brin') || columns.has('location')) {
    if (!columns.has('name')) return undefined
    if (!columns.has('location')) return { register: `official-schools${suffix}`, kind: 'school', sector }
    if (columns.has('typePo') && columns.has('boardNumber')) return { register: 'po-locations-with-board', kind: 'location', sector: 'po' }
    if (columns.has('type')) return { register: 'school-locations', kind: 'location', sector: null }
    if (columns.has('structureVo')) return { register: 'official-locations-vo', kind: 'location', sector: 'vo' }
    return { register: `official-locations${suffix}`, kind: 'location', sector }
  }
  if (columns.has('boardNumber') && columns.has('boardName')) return { register: `official-boards${suffix}`, kind: 'board', sector }
  return undefined
}

/**
 * DUO has a list per sector with the same header, such as "03. alle vestigingen basisonderwijs.csv" and "02. alle vestigingen vo.csv".
 * Its lists of special education hold both so and sbo, so there the name gives no sector.
 */
function sectorInName(file: string): { suffix: string; sector: Sector | null } {
  const name = ` ${folded(file).replace(/[^a-z]+/g, ' ')} `
  if (/speciaal| v?so | sbo | s b o /.test(name)) return { suffix: '-so', sector: null }
  if (/mbo|beroepsonderwijs/.test(name)) return { suffix: '-mbo', sector: 'mbo' }
  if (/basisonderwijs| bo | po | primair/.test(name)) return { suffix: '-po', sector: 'po' }
  if (/voortgezet| vo /.test(name)) return { suffix: '-vo', sector: 'vo' }
  return { suffix: '', sector: null }
}

/** "duo-scholen-20241122.csv" and "vestigingen-2024-11-22.csv" hold the state of 22 November 2024. */
function dateIn(file: string): string | null {
  const found = /(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(file)
  return found ? `${found[1]}-${found[2]}-${found[3]}` : null
}
