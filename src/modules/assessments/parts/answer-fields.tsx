import type { Lang } from '#platform/i18n'
import { Checkbox, RadioGroup } from '#ui/choice'
import { DateField, Select, TextArea, TextField } from '#ui/field'
import { Reveal } from '#ui/reveal'
import type { Condition, Instrument } from '#modules/instruments'
import { arrangers, EVIDENCE_LIMIT, NOTE_LIMIT, type StatementFields } from '../answer.ts'
import type { Text } from '../text.ts'

type Props = { fields: StatementFields; error: (field: string) => string | undefined; lang: Lang; text: Text }

/** *Hier willen we aan werken*: desired level, owner and term in the same act. */
export function WishFields({ fields, error, instrument, lang, text }: Props & { instrument: Instrument }) {
  const t = text.condition
  return (
    <Reveal when={<Checkbox name="wish" value="yes" label={t.wish} checked={fields.wish === 'yes'} error={error('wish')} lang={lang} />}>
      <Select
        name="desiredLevel"
        label={t.desired}
        hint={t.desiredHint}
        empty={true}
        value={fields.desiredLevel}
        error={error('desiredLevel')}
        lang={lang}
        options={instrument.edition.levels.map(({ level, name }) => ({ value: String(level), label: `${level} ${name}` }))}
      />
      <TextField name="owner" label={t.owner} hint={t.ownerHint} value={fields.owner} error={error('owner')} lang={lang} autocomplete="off" />
      <DateField name="term" label={t.term} value={fields.term} error={error('term')} lang={lang} />
    </Reveal>
  )
}

/** Note, evidence and who arranges it: asked of everyone, needed by nobody. */
export function AnswerExtras({ fields, error, condition, lang, text }: Props & { condition: Condition }) {
  const t = text.condition
  return (
    <>
      <TextArea name="note" label={t.note} hint={t.noteHint} value={fields.note} limit={NOTE_LIMIT} error={error('note')} optional lang={lang} />
      <TextArea
        name="evidence"
        label={t.evidence}
        rows={2}
        value={fields.evidence}
        limit={EVIDENCE_LIMIT}
        error={error('evidence')}
        optional
        lang={lang}
        hint={
          <>
            {t.evidenceWhy} <span lang="nl">{t.evidenceHint(condition.evidence.map((example) => example.charAt(0).toLowerCase() + example.slice(1)).join('; '))}</span>
          </>
        }
      />
      <TextField name="evidenceLink" type="url" label={t.evidenceLink} value={fields.evidenceLink} error={error('evidenceLink')} optional lang={lang} autocomplete="off" />
      <RadioGroup
        name="arrangedBy"
        legend={t.arranged}
        error={error('arrangedBy')}
        optional
        inline
        lang={lang}
        options={arrangers.map((value) => ({ value, label: text.arranged[value], checked: fields.arrangedBy === value }))}
      />
    </>
  )
}
