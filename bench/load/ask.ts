/** One request and what its answer must be. */
export type Ask = {
  method: 'GET' | 'POST'
  path: string
  headers: Readonly<Record<string, string>>
  body?: string
  expect: Expect
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
  base: string
  asks: readonly Ask[]
  connections: number
  /** Requests a second at fixed moments; without it each connection asks again as soon as it has its answer. */
  perSecond?: number
}
/** `waits` in milliseconds, in the order of the asks; at a fixed pace from the moment the request was due. */
export type Outcome = { waits: number[]; failures: string[]; bodyBytes: number; wireBytes: number; seconds: number }

/** As browsers send it. */
export const acceptEncoding = 'gzip, deflate, br, zstd'
