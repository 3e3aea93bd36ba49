import { personFunctions, rights, type PersonFunction, type Right } from '#platform/rights'
import { CheckboxGroup, RadioGroup } from '#ui/choice'
import type { Lang } from '#platform/i18n'
import { textIn } from '../text.ts'

type FunctionsProps = { legend: string; hint?: string; chosen: readonly string[]; error?: string | undefined; lang: Lang }

export function FunctionChoice({ legend, hint, chosen, error, lang }: FunctionsProps) {
  const text = textIn(lang)
  return (
    <CheckboxGroup
      name="functions"
      legend={legend}
      hint={hint}
      error={error}
      lang={lang}
      options={personFunctions.map((value: PersonFunction) => ({ value, label: text.function[value], checked: chosen.includes(value) }))}
    />
  )
}

type RightProps = { legend: string; chosen: string; open?: (right: Right) => boolean; error?: string | undefined; lang: Lang }

/** Only the rights that the one who acts may give. */
export function RightChoice({ legend, chosen, open = () => true, error, lang }: RightProps) {
  const text = textIn(lang)
  return (
    <RadioGroup
      name="right"
      legend={legend}
      error={error}
      lang={lang}
      options={rights.filter(open).map((value) => ({ value, label: text.right[value].name, hint: text.right[value].what, checked: chosen === value }))}
    />
  )
}
