import { all, isShown, named } from './element.ts'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const fields = () => all('main input:not([type=hidden]), main select, main textarea') as unknown as Field[]

/** 3.3.1, 3.3.3, 2.4.3 of a form that came back; 1.3.5 of every form. */
export const formProblems = (): string[] => [...(document.querySelector('.koers-error-summary, main [aria-invalid=true]') ? summaryProblems() : []), ...autocompleteProblems()]

/** The summary has the focus and leads to each field; each field says what is wrong with it in the same words. */
function summaryProblems(): string[] {
  const summary = document.querySelector<HTMLElement>('.koers-error-summary')
  if (!summary) return ['errors: there is no summary']
  const links = all('a[href^="#"]', summary) as HTMLAnchorElement[]
  const wrong = all('main [aria-invalid=true]')
  return [
    ...(document.title.startsWith('Fout: ') ? [] : ['errors: the title does not begin with Fout']),
    ...(document.activeElement === summary ? [] : [`errors: the focus is at ${document.activeElement ? named(document.activeElement) : 'nothing'}, not at the summary`]),
    ...links.flatMap((link) => brokenLink(link)),
    ...wrong.filter((field) => !links.some((link) => leadsTo(link, field))).map((field) => `errors: the summary does not lead to ${named(field)}`),
    ...wrong.filter((field) => !explanationOf(field)).map((field) => `errors: ${named(field)} does not say what is wrong`),
  ]
}

const targetOf = (link: HTMLAnchorElement) => document.getElementById(decodeURIComponent(link.hash.slice(1)))

function brokenLink(link: HTMLAnchorElement): string[] {
  const target = targetOf(link)
  const takesFocus = target?.matches('input:not([type=hidden]), select, textarea, button, [tabindex]')
  return takesFocus ? [] : [`errors: ${link.hash} of the summary is ${target ? 'not a field' : 'nowhere'}`]
}

function leadsTo(link: HTMLAnchorElement, field: HTMLElement): boolean {
  const target = targetOf(link)
  return target === field || (target !== null && target.closest('fieldset') !== null && target.closest('fieldset') === field.closest('fieldset'))
}

const explanationOf = (field: HTMLElement): string =>
  [field, field.closest('fieldset')]
    .flatMap((one) => (one?.getAttribute('aria-describedby') ?? '').split(' '))
    .map((id) => document.getElementById(id))
    .filter((one) => one?.id.endsWith('-error'))
    .map((one) => one?.textContent ?? '')
    .join('')

/** Fields about the person themselves say so to the browser; those about others say that it must not fill them in. */
function autocompleteProblems(): string[] {
  return fields()
    .filter(isShown)
    .flatMap((field) => {
      const label = [...(field.labels ?? [])].map((one) => one.textContent).join(' ')
      const given = field.getAttribute('autocomplete') ?? ''
      const expected = expectedFor(field, label)
      return expected.test(given) ? [] : [`autocomplete: "${given}" at ${named(field)} "${label.trim()}"`]
    })
}

function expectedFor(field: Field, label: string): RegExp {
  if (/^\s*Uw (nieuwe )?e-mailadres/i.test(label)) return /\b(email|username)\b/
  if (/^\s*(Uw naam|Hoe heet u)/i.test(label)) return /\bname\b/
  if (/^\s*Code\b/.test(label)) return /^one-time-code$/
  if (field instanceof HTMLInputElement && ['email', 'tel', 'password'].includes(field.type)) return /./
  return /^/
}

/** What stands in the fields now, by name: a file and a secret never come back. */
export function typed(): Record<string, string> {
  const kept = fields().filter((field) => field.name !== '' && !['file', 'password'].includes(field.type) && field.autocomplete !== 'one-time-code')
  const valueOf = (field: Field) => (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type) ? (field.checked ? field.value : '') : field.value)
  const entries: [string, string][] = kept.map((field) => [
    `${field.name}=${field instanceof HTMLInputElement && /radio|checkbox/.test(field.type) ? field.value : ''}`,
    valueOf(field),
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
