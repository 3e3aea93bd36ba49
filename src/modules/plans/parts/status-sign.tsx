import type { Lang } from '#platform/i18n'
import { statuses, type Status } from '../status.ts'
import { textIn } from '../text.ts'

const ring = 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z'
const drawn: Record<Status, string> = { todo: '', busy: 'M10 2.5v15M10 10h7', waiting: 'M8 7v6M12 7v6', done: 'm6.2 10.4 2.6 2.6 5-5.6', dropped: 'M6 10h8' }

/** The status in a word, with a sign of its own: never a colour alone. */
export function StatusSign({ status, lang }: { status: Status; lang: Lang }) {
  return (
    <span class={`koers-status koers-status--${status}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">
        <path d={ring} />
        {drawn[status] !== '' && <path d={drawn[status]} />}
      </svg>
      {textIn(lang).status[status]}
    </span>
  )
}

export const statusOptions = (lang: Lang) => statuses.map((status) => ({ value: status, label: textIn(lang).status[status] }))
