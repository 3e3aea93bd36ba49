import { z } from 'zod'
import type { Chance } from '../kill/chance.ts'

/** What is read of JSON Schema: what our own schemas become. */
export type Schema = {
  $ref?: string
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  format?: string
  minimum?: number
  maximum?: number
  minItems?: number
}

/** The schema of a form or operation as JSON Schema: what may come in. */
export const schemaOf = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

/** Values that mean something here, by the name of a field; `{…}` stands for an id of the tenant. */
const known: readonly [RegExp, readonly string[]][] = [
  [/conditionId|condition/i, ['4.3', '5.1', '1.1', '']],
  [/organisationId|^board$/, ['{board}', '{other}', '{school}']],
  [/schools|schoolIds|places/, ['{school}', '{sibling}', '{board}', '{other}']],
  [/ownerId|personId/, ['{person}', '']],
  [/^owner$/, ['person:{person}', 'ict', '']],
  [/round/i, ['{schoolRound}', '{boardRound}']],
  [/practiceId/, ['{published}', '{draft}', '']],
  [/version|settled/, ['0', '1', '2']],
  [/email|addresses|contactMail/i, ['iemand@school.example', 'a@b.example\nc@d.example']],
  [/code/, ['000000', '123456']],
  [/day|date|On$|^on$|until|term/i, ['2026-03-02', '2026-12-31', '31-12-2026', '']],
  [/year/, ['2026']],
  [/link|evidenceLink/, ['https://intranet.example/beleid', '']],
  [/naar/, ['/mijn', '/organisaties']],
  [/answer/, ['1', '4', 'unknown', 'not-applicable']],
  [/letter|melding|job|id$/i, ['{notification}', '1', '{action}']],
  [/brin/i, ['01AB']],
]

export function textFor(name: string, chance: Chance): string {
  const [, values] = known.find(([pattern]) => pattern.test(name)) ?? []
  return values ? chance.oneOf(values) : chance.oneOf(['Voorbeeld', 'Een regel\nen nog een', 'x', ''])
}

/** A value that fits the schema as far as it says; `all` holds what it refers to. */
export function valueFor(schema: Schema, chance: Chance, { name = '', all = {} }: { name?: string; all?: Record<string, Schema> } = {}): unknown {
  const inner = (of: Schema, as = name) => valueFor(of, chance, { name: as, all })
  if (schema.$ref !== undefined) return inner(all[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return chance.oneOf(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return inner(chance.oneOf(choices))
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => inner(part)))
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).flatMap(([key, of]) => (chance.below(8) === 0 ? [] : [[key, inner(of, key)]]))
      const extra = typeof schema.additionalProperties === 'object' ? [[textFor('condition', chance), inner(schema.additionalProperties, '')]] : []
      return Object.fromEntries([...entries, ...extra])
    }
    case 'array':
      return Array.from({ length: (schema.minItems ?? 0) + chance.below(3) }, () => inner(schema.items ?? {}))
    case 'integer':
    case 'number':
      return Math.min(schema.maximum ?? 9, (schema.minimum ?? 0) + chance.below(4))
    case 'boolean':
      return chance.below(2) === 0
    case 'null':
      return null
    default:
      return schema.format === 'uuid' && !/organisation|school|place|person|owner/i.test(name) ? '{board}' : textFor(name, chance)
  }
}
