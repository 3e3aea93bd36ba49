import { z } from 'zod'
import type { Config } from './config.ts'
import type { ApiOperation } from './openapi.ts'

export const API_VERSION = '1.0.0'
export type Api = { base: string; operations: readonly ApiOperation[] }

type Json = Record<string, unknown>

/** OpenAPI 3.1 from the schemas, so that the document and the parser can never differ. Conforms to the NL API Design Rules. */
export function openApiDocument(apis: readonly Api[], config: Pick<Config, 'publicUrl' | 'securityContact'>): Json {
  const schemas: Json = { Problem: problemSchema }
  const paths: Record<string, Json> = {}
  for (const { base, operations } of apis)
    for (const operation of operations) {
      const path = (paths[operation.path] ??= { servers: [{ url: serverUrl(config, base) }] })
      path[operation.method] = describe(operation, schemas)
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Koers',
      version: API_VERSION,
      description: 'Measure the ICT conditions of a school board, and read the report as data. The key of a measurement (the last part of its own link) is the bearer token.',
      license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
      contact: {
        name: 'The operator of this Koers',
        url: `${config.publicUrl}/over`,
        email: config.securityContact?.startsWith('mailto:') ? config.securityContact.slice('mailto:'.length) : 'beheer@koers.example',
      },
    },
    servers: [{ url: serverUrl(config, apis[0]?.base ?? '/api/v1') }],
    tags: [...new Set(apis.flatMap((api) => api.operations.map((operation) => operation.tag)))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        measurementKey: { type: 'http', scheme: 'bearer', description: 'The key in the link of the measurement; whoever has it, owns the measurement.' },
        personalToken: { type: 'http', scheme: 'bearer', description: 'A token of your account: what you may on the pages, a program may with it.' },
      },
    },
  }
}

/** The design rules ask for https; a trial on localhost names its path only. */
const serverUrl = (config: Pick<Config, 'publicUrl'>, base: string) => (config.publicUrl.startsWith('https://') ? config.publicUrl + base : base)

function describe(operation: ApiOperation, schemas: Json): Json {
  const problems = [400, ...(operation.secured ? [401] : []), 404, ...(operation.problems ?? []), ...(operation.body ? [413, 415] : []), 429, 500]
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    security: operation.secured === 'person' ? [{ personalToken: [] }] : operation.secured ? [{ measurementKey: [] }] : [],
    parameters: [...parametersOf(operation.params, 'path', operation), ...parametersOf(operation.query, 'query', operation)],
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: named(operation.body.name, operation.body.schema, schemas, 'input'), example: operation.body.example } },
          },
        }
      : {}),
    responses: {
      [operation.success.status]: {
        description: operation.success.description,
        headers: { 'API-Version': { description: 'The full version of the API.', schema: { type: 'string', example: API_VERSION } } },
        ...(operation.success.schema
          ? {
              content: {
                [operation.success.mediaType ?? 'application/json']: { schema: named(operation.success.name ?? operation.id, operation.success.schema, schemas, 'output') },
              },
            }
          : {}),
      },
      ...Object.fromEntries(
        [...new Set(problems)].map((status) => [status, { description: problemText[status], content: { 'application/problem+json': { schema: problemSchema } } }]),
      ),
    },
  }
}

const problemText: Record<number, string> = {
  400: 'A parameter or field does not fit; `errors` names each.',
  401: 'No key was sent.',
  404: 'It does not exist, or the key does not open it.',
  409: 'It was changed in the meantime.',
  413: 'Larger than allowed.',
  415: 'Not JSON.',
  422: 'It fits the schema, but not the rules.',
  429: 'Too many requests; see Retry-After.',
  500: 'Something went wrong here.',
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'problem', 'remedy'], properties: { field: { type: 'string' }, problem: { type: 'string' }, remedy: { type: 'string' } } },
    },
  },
}

function parametersOf(schema: z.ZodObject | undefined, where: 'path' | 'query', operation: ApiOperation): Json[] {
  if (!schema) return []
  return Object.entries(schema.shape).map(([name, field]) => {
    const { $schema: _, ...rest } = z.toJSONSchema(field as z.ZodType, { io: 'input' }) as Json
    const example = operation.example?.[where === 'path' ? 'params' : 'query']?.[name]
    return {
      name,
      in: where,
      required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
      schema: rest,
      ...(example === undefined ? {} : { example: rest['type'] === 'integer' || rest['type'] === 'number' ? Number(example) : example }),
    }
  })
}

function named(name: string, schema: z.ZodType, schemas: Json, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  schemas[name] = rest
  return { $ref: `#/components/schemas/${name}` }
}
