import type { Child } from 'hono/jsx'

export type Task = {
  href: string
  title: string
  /** The language of the title and the detail, where it is not that of the page. */
  lang?: string
  /** Its number, such as "4" or "4.3". */
  number?: string
  /** The row of signs, or a sentence. */
  detail?: Child
  /** "5 van 6 ingevuld": a Progress, a Badge or words. */
  status?: Child
}

/** What there is to do, in order, each one with how far it is. The whole row leads to the task. */
export function TaskList({ items, label, id = 'task' }: { items: readonly Task[]; label?: string; id?: string }) {
  return (
    <ol class="koers-task-list" aria-label={label}>
      {items.map(({ href, title, lang, number, detail, status }, at) => (
        <li class="koers-task-list__item">
          <a class="nl-link koers-task-list__link" lang={lang} href={href} aria-describedby={status === undefined ? undefined : `${id}-${at + 1}`}>
            {number !== undefined && <span class="koers-task-list__number">{number} </span>}
            {title}
          </a>
          {detail !== undefined && (
            <div class="koers-task-list__detail" lang={lang}>
              {detail}
            </div>
          )}
          {status !== undefined && (
            <div class="koers-task-list__status" id={`${id}-${at + 1}`}>
              {status}
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Signs side by side, in the order of the conditions. */
export function SignRow({ children }: { children?: Child }) {
  return <div class="koers-sign-row">{children}</div>
}
