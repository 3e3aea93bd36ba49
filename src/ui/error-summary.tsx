import { textIn, type Lang } from './text.ts'

/** `field` is the id of the field it is about; without one the mistake concerns the whole form. */
export type FormError = { field?: string; message: string }

/** Stands at the top of the page, takes the focus when the page opens, and leads to each field. */
export function ErrorSummary({ errors, lang = 'nl' }: { errors: readonly FormError[]; lang?: Lang }) {
  if (errors.length === 0) return null
  const text = textIn(lang).errors
  return (
    <div class="koers-error-summary" role="alert" tabindex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 class="nl-heading nl-heading--level-3" id="error-summary-title">
        {errors.length === 1 ? text.one : text.many(errors.length)}
      </h2>
      <ul class="koers-error-summary__list">
        {errors.map(({ field, message }) => (
          <li>
            {field === undefined ? (
              message
            ) : (
              <a class="nl-link" href={`#${field}`}>
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
