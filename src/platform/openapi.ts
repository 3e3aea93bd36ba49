import type { z } from 'zod'
import type { Ctx } from './http.ts'

/** Stands for a measurement of one's own in every example; the tests put a real one in its place. */
export const EXAMPLE_MEASUREMENT = 'Vb0rbeeldMet1ng-'
/** Stand for an organisation one owns, someone who belongs to it, and an open invitation. */
export const EXAMPLE_ORGANISATION = '7c0e1d2a-5b3f-4e8a-9d64-2f1b0c9a8e77'
export const EXAMPLE_MEMBER = 'Vb0rbeeldL1d-001'
export const EXAMPLE_INVITATION = 'Vb0rbeeldU1tn-01'

export type ApiAnswer = { status: 200 | 201 | 204; body?: unknown; headers?: Record<string, string> } | Response

/**
 * One operation of the API: what the document says, what the router does and what the tests execute are this one description.
 * `example` values are real calls: a test makes each of them against a fresh demonstration board.
 */
export type ApiOperation = {
  id: string
  method: 'get' | 'put' | 'post' | 'delete'
  /** Below the base of the service, OpenAPI notation: `/measurements/{measurementId}`. */
  path: string
  tag: string
  summary: string
  description?: string
  /** true: a bearer token is required, the key of the measurement's own link or a token of one's account; person: the latter. */
  secured: boolean | 'person'
  params?: z.ZodObject
  query?: z.ZodObject
  body?: { schema: z.ZodType; name: string; example: unknown }
  success: { status: 200 | 201 | 204; description: string; schema?: z.ZodType; name?: string; mediaType?: string }
  /** Besides 400, 404, 429 and 500, which every operation can answer. */
  problems?: readonly (401 | 409 | 415 | 422)[]
  /** Path and query values of the example. */
  example?: { params?: Record<string, string>; query?: Record<string, string> }
  handle(c: Ctx, input: { params: never; query: never; body: never }): Promise<ApiAnswer>
}
