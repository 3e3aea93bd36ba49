/** One request and what its answer must be. */
export type Ask = {
  method: 'GET' | 'POST'
  path: string
  headers: Readonly<Record<string, string>>
  body?: string
  expect: Expect
  /** It may also be refused for now, with 429 or 503: then with `Retry-After` and a page that has these texts. */
  refusal?: { has: readonly string[] }
}
export type Expect = {
  status: number
  location?: string
  /** The media type begins so. */
  type?: string
  /** Texts that must be in the body, as it is after decompression. */
  has?: readonly string[]
  /** The body begins with these characters. */
  begins?: string
}

export type Job = {
  /** Of several servers each next request goes to the next one, as a reverse proxy does. */
  base: string | readonly string[]
  asks: readonly Ask[]
  connections: number
  /** At fixed moments; without it each connection asks again as soon as it has its answer. */
  pace?: readonly Stretch[]
}
/** So many requests a second for so long; the last stretch goes on until all have been sent. */
export type Stretch = { perSecond: number; seconds: number }

/** `waits` in milliseconds, in the order of the asks; at a fixed pace from the moment the request was due. `statuses` in the same order, 0 for no answer. */
export type Outcome = { waits: number[]; statuses: number[]; failures: string[]; bodyBytes: number; wireBytes: number; seconds: number }

/** When each of `count` requests is due, in milliseconds from the beginning. */
export function dueTimes(count: number, pace: readonly Stretch[]): number[] {
  const due: number[] = []
  let begun = 0
  for (const [at, { perSecond, seconds }] of pace.entries()) {
    const these = at === pace.length - 1 ? count - due.length : Math.min(count - due.length, Math.round(perSecond * seconds))
    for (let index = 0; index < these; index++) due.push(begun + (index * 1000) / perSecond)
    begun += seconds * 1000
  }
  return due
}

/** As browsers send it. */
export const acceptEncoding = 'gzip, deflate, br, zstd'
