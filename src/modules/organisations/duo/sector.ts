import type { Sector } from '../organisation.ts'

/** Every type of school in DUO's registers, folded as in `folded`. Special primary education (sbo) falls under the law on primary education. */
const types: Readonly<Record<Sector, readonly string[]>> = {
  po: ['bo', 'bao', 'basisonderwijs', 'basisschool', 'sbo', 'sbao', 'speciaal basisonderwijs'],
  so: ['so', 'vso', 'sovso', '(v)so', 'speciaal onderwijs', 'voortgezet speciaal onderwijs'],
  vo: ['vbo', 'vmbo', 'mavo', 'havo', 'vwo', 'pro', 'lwoo', 'brugjaar', 'praktijkonderwijs', 'voortgezet onderwijs', 'vo'],
  mbo: ['mbo', 'bve', 'roc', 'aoc', 'regionaal opleidingscentrum', 'agrarisch opleidingscentrum', 'vakschool', 'vakinstelling'],
}
const sectorOfType = new Map(Object.entries(types).flatMap(([sector, names]) => names.map((name) => [name, sector as Sector] as const)))

/** The sector of a type such as "Sbo", "(V)SO" or "VBO/MAVO/HAVO"; null when a part is unknown or the parts differ. */
export function sectorOf(type: string): Sector | null {
  const whole = sectorOfType.get(folded(type))
  if (whole) return whole
  const parts = new Set(type.split('/').map((part) => sectorOfType.get(folded(part))))
  const [only] = parts
  return parts.size === 1 && only ? only : null
}

/** "BRUGJAAR 1-2" is a brugjaar. */
const folded = (type: string) =>
  type
    .toLowerCase()
    .replace(/[\d\s-]+$/, '')
    .trim()
