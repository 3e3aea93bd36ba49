export const kinds = ['board', 'school', 'location'] as const
export type Kind = (typeof kinds)[number]
export const sectors = ['po', 'vo', 'so', 'mbo'] as const
export type Sector = (typeof sectors)[number]

/** A school board (bevoegd gezag), a school (BRIN4) or one of its locations (BRIN6). Nothing here is about a person. */
export type Organisation = {
  id: string
  kind: Kind
  /** register: from DUO · visitor: what a visitor named · demo: made up for the demonstration · own: made by hand by who owns it. */
  origin: 'register' | 'visitor' | 'demo' | 'own'
  name: string
  /** false: no register told the name of this board; `name` is then "Bestuur" and its number. */
  nameKnown: boolean
  /** null: not known, or a board with schools in more than one sector. */
  sector: Sector | null
  boardNumber: string | null
  brin4: string | null
  brin6: string | null
  /** The board of a school, the school of a location; null when the register does not tell. */
  parentId: string | null
  street: string | null
  houseNumber: string | null
  postcode: string | null
  /** Of a board without an address of its own: the place where most of its pupils are. */
  place: string | null
  municipality: string | null
  province: string | null
  website: string | null
  pupils: number | null
  /** true: there are at least this many pupils. */
  pupilsAtLeast: boolean
  /** The register that its name comes from, and the date of that register. */
  source: string | null
  sourceDate: string | null
  /** Since when no register lists it any more. */
  goneAt: Date | null
  /** The board it went into. From then on it is history, to read. */
  mergedInto: string | null
}

/** Anything else is no organisation, and is not asked of the database. */
export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** The number people know it by: board number, BRIN4 or BRIN6. */
export function codeOf(organisation: Pick<Organisation, 'kind' | 'boardNumber' | 'brin4' | 'brin6'>): string | null {
  switch (organisation.kind) {
    case 'board':
      return organisation.boardNumber
    case 'school':
      return organisation.brin4
    case 'location':
      return organisation.brin6
  }
}

/** One line that tells it apart from its namesakes: "Stichting X · bestuur 41785", "De Regenboog · Utrecht · 12AB". */
export function labelOf(organisation: Pick<Organisation, 'kind' | 'name' | 'nameKnown' | 'boardNumber' | 'brin4' | 'brin6' | 'place'>): string {
  const { kind, name, nameKnown, place } = organisation
  const code = codeOf(organisation)
  const parts = kind !== 'board' ? [name, place, code] : nameKnown ? [name, code && `bestuur ${code}`] : [name, place]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}
