import type { z } from 'zod'
import type { Ctx } from './http.ts'

/** Stands for a measurement of one's own in every example; the tests put a real one in its place. */
export const EXAMPLE_MEASUREMENT = 'Vb0rbeeldMet1ng-'

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
  /** true: a bearer token (the key of the measurement's own link) is required. */
  secured: boolean
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
