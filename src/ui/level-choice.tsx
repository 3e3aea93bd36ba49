import type { Child } from 'hono/jsx'
import { describedBy, FieldError, FieldHint, TextArea } from './field.tsx'
import { LevelSign, type Answer } from './sign.tsx'
import { textIn, type Lang } from './text.ts'

type Level = 1 | 2 | 3 | 4
type Chosen = Exclude<Answer, 'open'>

export type LevelChoiceProps = {
  /** "Waar staat u nu?" */
  legend: Child
  hint?: Child
  /** Of the content; wrapped in an element with its own `lang` where that differs from the page's. */
  levels: readonly { level: Level; name: Child; sentence: Child }[]
  value?: Chosen | undefined
  /** The answer of the previous round, marked with a word and a hollow sign. */
  previous?: Answer | undefined
  error?: string | undefined
  /** Why the condition does not apply. Its field is called `reason` unless said otherwise. */
  reason: { value?: string | undefined; error?: string | undefined; limit: number; name?: string }
  /** What one reads after choosing: from level 1, 2, 3, 4 and from "weet ik niet". */
  steps: readonly { from: Level | 'unknown'; to?: Level; title: Child; text: Child }[]
  /** What the next step needs: a CheckboxGroup. Stands below the step. */
  children?: Child
  /** The name of the radio buttons, and the id of the first. */
  name?: string
  lang?: Lang
}

type RowProps = {
  name: string
  id: string
  value: Chosen
  checked: boolean
  title: Child
  number?: number
  sentence?: Child
  note?: string | undefined
  hollow?: Answer | undefined
}

function Row({ name, id, value, checked, title, number, sentence, note, hollow }: RowProps) {
  return (
    <label class="koers-level" for={id}>
      <input class="utrecht-radio-button utrecht-radio-button--html-input koers-level__input" type="radio" id={id} name={name} value={String(value)} checked={checked} />
      <LevelSign answer={value} label="" />
      <span class="koers-level__name">
        {number === undefined ? (
          title
        ) : (
          <span lang="nl">
            <span class="koers-hidden">{number} </span>
            {title}
          </span>
        )}
      </span>
      {note !== undefined && hollow !== undefined && (
        <span class="koers-level__note">
          <LevelSign answer={hollow} hollow label="" /> {note}
        </span>
      )}
      {sentence !== undefined && (
        <span class="koers-level__sentence" lang={number === undefined ? undefined : 'nl'}>
          {sentence}
        </span>
      )}
    </label>
  )
}

type LevelRadiosProps = Pick<LevelChoiceProps, 'legend' | 'hint' | 'levels' | 'value' | 'previous' | 'error' | 'lang'> & { name: string; children?: Child }

/** The sentence of a level is the answer. Sends `1`…`4`, `unknown` or `not-applicable`; what belongs to the choice goes inside. */
export function LevelRadios({ legend, hint, levels, value, previous, error, name, lang = 'nl', children }: LevelRadiosProps) {
  const text = textIn(lang).choice
  const note = (answer: Answer) => (answer === previous ? text.previous : undefined)
  return (
    <fieldset
      class={`utrecht-form-fieldset utrecht-form-fieldset--html-fieldset koers-group${error === undefined ? '' : ' utrecht-form-fieldset--invalid'}`}
      role="radiogroup"
      aria-invalid={error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(`${name}-group`, { hint, error })}
    >
      <legend class="nl-heading nl-heading--level-2">{legend}</legend>
      <FieldHint id={`${name}-group`}>{hint}</FieldHint>
      <FieldError id={`${name}-group`} error={error} lang={lang} />
      <div class="koers-levels">
        {levels.map((row) => (
          <Row
            name={name}
            id={row.level === levels[0]?.level ? name : `${name}-${row.level}`}
            value={row.level}
            checked={value === row.level}
            number={row.level}
            title={row.name}
            sentence={row.sentence}
            note={note(row.level)}
            hollow={row.level}
          />
        ))}
      </div>
      <div class="koers-levels koers-levels--other">
        <Row
          name={name}
          id={`${name}-unknown`}
          value="unknown"
          checked={value === 'unknown'}
          title={text.unknown}
          sentence={text.unknownHint}
          note={note('unknown')}
          hollow="unknown"
        />
        <Row
          name={name}
          id={`${name}-not-applicable`}
          value="not-applicable"
          checked={value === 'not-applicable'}
          title={text.notApplicable}
          note={note('not-applicable')}
          hollow="not-applicable"
        />
      </div>
      {children}
    </fieldset>
  )
}

/** The heart: a level, and beside it the next step from there. */
export function LevelChoice({ legend, hint, levels, value, previous, error, reason, steps, children, name = 'level', lang = 'nl' }: LevelChoiceProps) {
  const text = textIn(lang).choice
  return (
    <div class="koers-choice">
      <LevelRadios name={name} legend={legend} hint={hint} levels={levels} value={value} previous={previous} error={error} lang={lang}>
        <div class="koers-choice__reason">
          <TextArea name={reason.name ?? 'reason'} label={text.reason} value={reason.value} error={reason.error} limit={reason.limit} rows={2} lang={lang} />
        </div>
      </LevelRadios>
      <div class="koers-next">
        <p class="koers-next__none koers-quiet">{text.none}</p>
        {steps.map((step) => (
          <div class={`koers-next__step koers-next__step--${step.from}`}>
            <h2 class="nl-heading nl-heading--level-2">
              {step.to !== undefined && <LevelSign answer={step.to} label="" />}
              {step.title}
            </h2>
            <p class="nl-paragraph">{step.text}</p>
          </div>
        ))}
        {children !== undefined && <div class="koers-next__needs">{children}</div>}
      </div>
    </div>
  )
}
