import type { Lang } from '#platform/i18n'
import { Heading } from '#ui/heading'
import type { Fields } from '../practice.ts'
import { textIn } from '../text.ts'

/** What was written, as it was written; of a draft also what is not there yet. */
export function PracticeText({ practice, lang }: { practice: Pick<Fields, 'situation' | 'approach' | 'result'>; lang: Lang }) {
  const text = textIn(lang)
  return (
    <>
      {(['situation', 'approach', 'result'] as const).map((part) => (
        <>
          <Heading level={2}>{text.part[part]}</Heading>
          {practice[part] === '' ? (
            <p class="nl-paragraph koers-quiet">{text.own.noText}</p>
          ) : (
            practice[part].split(/\n{2,}/).map((paragraph) => (
              <p class="nl-paragraph koers-typed" dir="auto" lang="nl">
                {paragraph}
              </p>
            ))
          )}
        </>
      ))}
    </>
  )
}
