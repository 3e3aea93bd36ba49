/** What the person cannot mend in a form. Each becomes HTTP in one place (`app.ts`); `code` is the name in problem+json. */
export class Refusal extends Error {
  readonly code: 'not-found' | 'forbidden' | 'too-many-requests' | 'too-busy' | 'too-large' | 'unsupported-media-type' | 'bad-request' | 'unauthorized'
  readonly retryAfterSeconds: number | undefined
  constructor(code: Refusal['code'], detail: string, retryAfterSeconds?: number) {
    super(detail)
    this.name = 'Refusal'
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Also thrown where a thing exists but the person has no right to it: its existence is nobody's business. */
export const notFound = (what: string) => new Refusal('not-found', what)

export const statusOf = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  'too-busy': 503,
} as const satisfies Record<Refusal['code'], number>
