import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { textIn, type Lang } from './text.ts'

const kinds = {
  info: { class: 'utrecht-alert utrecht-alert--info', icon: '<path d="M10 9.2v5M10 6v.2"/>' },
  warning: { class: 'utrecht-alert utrecht-alert--warning', icon: '<path d="M10 5.5v5.2M10 13.9v.2"/>' },
  ok: { class: 'utrecht-alert utrecht-alert--ok', icon: '<path d="m6.2 10.4 2.6 2.6 5-5.6"/>' },
} as const

const icon = (inner: string) =>
  raw(
    `<svg class="koers-alert__icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><circle cx="10" cy="10" r="8.25"/>${inner}</svg>`,
  )

type AlertProps = {
  kind: keyof typeof kinds
  title?: string
  lang?: Lang
  /** Is read out when it appears after an act of the person: "Opgeslagen". */
  live?: boolean
  id?: string
  children?: Child
}

export function Alert({ kind, title, lang = 'nl', live, id, children }: AlertProps) {
  return (
    <div class={kinds[kind].class} role={live ? 'status' : undefined} id={id}>
      {icon(kinds[kind].icon)}
      <div class="utrecht-alert__content">
        {title ? <p class="koers-alert__title">{title}</p> : <span class="koers-hidden">{textIn(lang).alert[kind]}: </span>}
        {children}
      </div>
    </div>
  )
}
