import type { FuzzRequest } from './request.ts'

/** The smallest request that goes wrong in the same way, by leaving out one thing after the other. */
export async function reduced(request: FuzzRequest, fails: (smaller: FuzzRequest) => Promise<boolean>): Promise<FuzzRequest> {
  let smallest = request
  for (let tried = 0, found = true; found && tried < 200;) {
    found = false
    for (const smaller of smallerThan(smallest)) {
      if (++tried > 200) break
      if (!(await fails(smaller))) continue
      smallest = smaller
      found = true
      break
    }
  }
  return smallest
}

function* smallerThan(request: FuzzRequest): Generator<FuzzRequest> {
  const { headers, body, path } = request
  for (const name of Object.keys(headers)) yield { ...request, headers: Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name)) }
  if (path.includes('?')) yield { ...request, path: path.split('?')[0] ?? '' }
  if (body === undefined) return
  for (const smaller of smallerText(body)) yield { ...request, body: smaller }
}

/** Of a form without one field, of JSON without one member, of the rest the halves. */
function* smallerText(body: string): Generator<string> {
  const fields = body.split('&')
  if (fields.length > 1) for (const at of fields.keys()) yield fields.filter((_, other) => other !== at).join('&')
  const parts = body.split('--limit\r\n')
  if (parts.length > 2) for (const at of parts.keys()) if (at > 0) yield parts.filter((_, other) => other !== at).join('--limit\r\n')
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const name of Object.keys(value)) yield JSON.stringify(Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)))
  } catch {
    // It was not meant to be JSON.
  }
  if (body.length > 200) yield* [body.slice(0, body.length / 2), body.slice(body.length / 2)]
}
