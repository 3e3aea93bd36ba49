import { raw } from 'hono/html'

const kept = new Map<string, string>()

/**
 * A part of a page that depends on nothing but its key is rendered once and kept: the shell, the help beside a question.
 * The keys are few and ours (languages, content ids); nothing a person typed may be in `key` or in what is made.
 */
export function once(key: string, make: () => { toString: () => unknown }) {
  let html = kept.get(key)
  if (html === undefined) {
    html = String(make())
    kept.set(key, html)
  }
  return raw(html)
}
