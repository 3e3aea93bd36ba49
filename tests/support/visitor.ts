import { encodedForm, formIn, type Fields } from './html-form.ts'

/** What came back. `text` is the page, `bytes` the file. */
export type Answer = { path: string; status: number; headers: Headers; location: string | undefined; text: string; bytes: Uint8Array; title: string }

export type Visitor = {
  cookies: Map<string, string>
  /** The last page that was shown. */
  readonly page: Answer
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Posts these fields, or a `FormData` with files, as the form of a page would. */
  post(path: string, fields: Fields | FormData): Promise<Answer>
  /** Fills in the form on the last page (the one that goes to `action`, where there are more) and sends it, with all that already stood in it. */
  submit(changes: Fields, action?: string): Promise<Answer>
  /** Goes where the last answer points; fails when it points nowhere. */
  follow(answer: Answer | Promise<Answer>): Promise<Answer>
}

export function visitor(base: string, send: (path: string, init: RequestInit) => Promise<Response>): Visitor {
  const cookies = new Map<string, string>()
  let last: Answer | undefined

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await send(path, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/;\s*max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = new TextDecoder().decode(bytes)
    const location = response.headers.get('location') ?? undefined
    const answer = { path, status: response.status, headers: response.headers, location, text, bytes, title: /<title>([^<]*)/.exec(text)?.[1] ?? '' }
    if (location === undefined) last = answer
    return answer
  }

  const self: Visitor = {
    cookies,
    get page() {
      if (!last) throw new Error('No page was opened yet')
      return last
    },
    get: (path, headers = {}) => ask(path, { headers }),
    post(path, fields) {
      const body = fields instanceof FormData ? fields : encodedForm(fields)
      const type: Record<string, string> =
        typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) } : {}
      return ask(path, { method: 'POST', body, headers: { ...type, origin: base, 'sec-fetch-site': 'same-origin' } })
    },
    submit(changes, action) {
      const form = formIn(self.page.text, action)
      return self.post(form.action || self.page.path, { ...form.fields, ...changes })
    },
    async follow(answer) {
      const { location, status, path } = await answer
      if (location === undefined) throw new Error(`${path} answered ${status} and points nowhere`)
      const to = new URL(location, new URL(path, base))
      return self.get(to.pathname + to.search)
    },
  }
  return self
}
