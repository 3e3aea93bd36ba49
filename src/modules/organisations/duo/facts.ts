import { z } from 'zod'
import { sectors } from '../organisation.ts'

/** What one row of a register says of one organisation; null where it says nothing. */
export const factsSchema = z.object({
  name: z.string().nullable(),
  sector: z.enum(sectors).nullable(),
  boardNumber: z.string().nullable(),
  street: z.string().nullable(),
  houseNumber: z.string().nullable(),
  postcode: z.string().nullable(),
  place: z.string().nullable(),
  municipality: z.string().nullable(),
  province: z.string().nullable(),
  website: z.string().nullable(),
  pupils: z.number().int().min(0).nullable(),
  pupilsAtLeast: z.boolean(),
})
export type Facts = z.output<typeof factsSchema>

const keys = [
  'name',
  'sector',
  'boardNumber',
  'street',
  'houseNumber',
  'postcode',
  'place',
  'municipality',
  'province',
  'website',
  'pupils',
  'pupilsAtLeast',
] as const satisfies readonly (keyof Facts)[]

export const noFacts: Facts = {
  name: null,
  sector: null,
  boardNumber: null,
  street: null,
  houseNumber: null,
  postcode: null,
  place: null,
  municipality: null,
  province: null,
  website: null,
  pupils: null,
  pupilsAtLeast: false,
}

export const sameFacts = (one: Facts, other: Facts) => keys.every((key) => one[key] === other[key])

/**
 * One picture from several registers: the first that tells a thing is believed. An address is taken whole, so that no street
 * gets another's number; an exact number of pupils goes before a lower bound.
 */
export function merged(all: readonly Facts[]): Facts {
  const first = <Key extends keyof Facts>(key: Key) => all.find((facts) => facts[key] !== null)?.[key] ?? null
  const address = all.find((facts) => facts.street !== null) ?? all.find((facts) => facts.postcode !== null) ?? noFacts
  const counted = all.find((facts) => facts.pupils !== null && !facts.pupilsAtLeast) ?? all.find((facts) => facts.pupils !== null) ?? noFacts
  return {
    name: first('name'),
    sector: first('sector'),
    boardNumber: first('boardNumber'),
    street: address.street,
    houseNumber: address.houseNumber,
    postcode: address.postcode,
    place: address.place ?? first('place'),
    municipality: first('municipality'),
    province: first('province'),
    website: first('website'),
    pupils: counted.pupils,
    pupilsAtLeast: counted.pupilsAtLeast,
  }
}
