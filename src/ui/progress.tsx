import { textIn, type Lang } from './text.ts'

/** How far one is, in words, with a small bar that says the same. `label` replaces "5 van 6 ingevuld". */
export function Progress({ done, total, label, lang = 'nl' }: { done: number; total: number; label?: string; lang?: Lang }) {
  const width = total === 0 ? 0 : (100 * Math.min(done, total)) / total
  return (
    <span class="koers-progress">
      <svg class="koers-progress__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <path class="koers-progress__rest" d="M0 3h100" />
        {width > 0 && <path class="koers-progress__done" d={`M0 3h${Math.round(width * 10) / 10}`} />}
      </svg>
      <span>{label ?? textIn(lang).progress(done, total)}</span>
    </span>
  )
}
