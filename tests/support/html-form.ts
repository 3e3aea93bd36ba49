/** Fields of a form; a list is a name that occurs more than once, undefined one that is left out. */
export type Fields = Record<string, string | readonly string[] | undefined>

/** As a browser sends it. */
export const encodedForm = (fields: Fields) =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((one) => [name, one] as [string, string])))).toString()

/** The form on a page as a browser would send it untouched. It reads our own pages only: every value stands in double quotes. */
export function formIn(page: string, action?: string): { action: string; fields: Fields } {
  const forms = [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .map(([, head = '', body = '']) => ({ attributes: attributesOf(head), body }))
    .filter(({ attributes }) => attributes['method']?.toLowerCase() === 'post' && (action === undefined || attributes['action'] === action))
  const [form] = forms
  if (!form) throw new Error(`There is no form${action === undefined ? '' : ` to ${action}`} on this page`)
  if (forms.length > 1) throw new Error(`Which form? They go to ${forms.map(({ attributes }) => attributes['action'] ?? 'the page itself').join(', ')}`)

  const fields: Record<string, string[]> = {}
  const add = (name: string | undefined, value: string) => name !== undefined && (fields[name] ??= []).push(value)
  for (const [, input, tag, head = '', text = ''] of form.body.matchAll(/<input\b([^>]*)>|<(textarea|select)\b([^>]*)>([\s\S]*?)<\/\2>/g)) {
    const { name, type, value, checked, disabled } = attributesOf(input ?? head)
    if (disabled !== undefined) continue
    if (tag === 'textarea') add(name, unescaped(text.replace(/^\n/, '')))
    else if (tag === 'select') add(name, chosenIn(text))
    else if (type === 'checkbox' || type === 'radio') add(checked === undefined ? undefined : name, value ?? 'on')
    else if (type !== 'submit' && type !== 'file') add(name, value ?? '')
  }
  return { action: form.attributes['action'] ?? '', fields }
}

function chosenIn(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, head = '', text = '']): Record<string, string> => ({ ...attributesOf(head), text }))
  const chosen = all.find((option) => option['selected'] !== undefined) ?? all[0]
  return chosen?.['value'] ?? chosen?.['text'] ?? ''
}

const attributesOf = (head: string): Record<string, string> =>
  Object.fromEntries([...head.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, unescaped(value)]))

const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name] ?? '')
