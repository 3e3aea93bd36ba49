import { longDate, type Lang } from '#platform/i18n'
import { Details } from '#ui/details'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { once } from '#ui/once'
import { Paragraph } from '#ui/paragraph'
import type { Condition, Instrument } from '#modules/instruments'
import { textIn, type Text } from '../text.ts'

/** What helps beside a question. It depends on nothing but the content and the language, so it is made once. */
export const ConditionHelp = (props: { condition: Condition; instrument: Instrument; lang: Lang }) =>
  once(`help ${props.instrument.edition.hash} ${props.condition.id} ${props.lang}`, () => <Help {...props} />)

function Help({ condition, instrument, lang }: { condition: Condition; instrument: Instrument; lang: Lang }) {
  const text = textIn(lang)
  const { why, who, wordings } = condition
  const names = (roles: readonly string[]) => roles.map((role) => instrument.roleName(role)).join(', ')
  return (
    <>
      <Heading level={2} looks={3}>
        {text.condition.why}
      </Heading>
      <p class="nl-paragraph" lang="nl">
        {why}
      </p>
      {Object.keys(wordings).length > 0 && (
        <Details summary={text.condition.wordings}>
          <dl class="koers-pairs">
            {(['board', 'coordinator', 'teacher'] as const).map(
              (key) =>
                wordings[key] && (
                  <>
                    <dt>{text.condition.wording[key]}</dt>
                    <dd lang="nl">{wordings[key]}</dd>
                  </>
                ),
            )}
          </dl>
        </Details>
      )}
      <Details summary={text.condition.who}>
        <dl class="koers-pairs">
          <dt>{text.condition.carriesOut}</dt>
          <dd lang="nl">{names(who.carriesOut)}</dd>
          <dt>{text.condition.involved}</dt>
          <dd lang="nl">{names(who.involved)}</dd>
        </dl>
        <Paragraph>{text.condition.responsible}</Paragraph>
      </Details>
      <Details summary={text.condition.lawAndNorm}>
        <Laws condition={condition} instrument={instrument} text={text} />
        <Norms condition={condition} instrument={instrument} text={text} />
      </Details>
      <Details summary={text.condition.sources}>
        <Sources ids={condition.sources} instrument={instrument} lang={lang} text={text} />
      </Details>
      <Details summary={text.condition.practices}>
        <Practices condition={condition} instrument={instrument} text={text} />
      </Details>
    </>
  )
}

type Props = { condition: Condition; instrument: Instrument; text: Text }

function Laws({ condition, instrument, text }: Props) {
  if (condition.laws.length === 0) return <Paragraph>{text.condition.noLaw}</Paragraph>
  return (
    <ul class="koers-links" lang="nl">
      {condition.laws.map(({ law, part }) => {
        const known = instrument.law(law)
        return (
          known && (
            <li>
              {known.url ? (
                <Link href={known.url} rel="noopener">
                  {known.title}
                </Link>
              ) : (
                known.title
              )}
              {part && `, ${part}`}
            </li>
          )
        )
      })}
    </ul>
  )
}

function Norms({
  condition,
  instrument: {
    edition: { norms },
  },
  text,
}: Props) {
  if (condition.norms.length === 0) return null
  return (
    <>
      <Paragraph>{text.condition.norms}:</Paragraph>
      <ul class="koers-links" lang="nl">
        {condition.norms.map((code) => {
          const norm = norms.norms.find((known) => known.code === code)
          const domain = norms.domains.find((known) => known.id === code)
          if (domain)
            return (
              <li>{`${code.startsWith('P') ? text.condition.privacyDomain : text.condition.domain} ${code.replace(/\D/g, '')}: ${domain.title ?? text.condition.normUnknown}`}</li>
            )
          const label = `${code} ${norm?.title ?? `(${text.condition.normUnknown})`}`
          return (
            <li>
              {norm?.url ? (
                <Link href={norm.url} rel="noopener">
                  {label}
                </Link>
              ) : (
                label
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Sources({ ids, instrument, lang, text }: { ids: readonly string[]; instrument: Instrument; lang: Lang; text: Text }) {
  return (
    <ul class="koers-links">
      {ids.map((id) => {
        const source = instrument.source(id)
        return (
          source && (
            <li>
              <span lang="nl">
                {source.url ? (
                  <Link href={source.url} rel="noopener">
                    {source.title}
                  </Link>
                ) : (
                  source.title
                )}
              </span>{' '}
              <span class="koers-quiet">
                {source.publisher}
                {source.commercial && `, ${text.condition.commercial}`}; {source.url ? '' : `${text.condition.noAddress}; `}
                {text.condition.checkedOn(text.condition.checked[source.checked.state], longDate(source.checked.date, lang))}
              </span>
            </li>
          )
        )
      })}
    </ul>
  )
}

function Practices({ condition, instrument, text }: Props) {
  const known = condition.practices.flatMap((id) => instrument.edition.practices.filter((practice) => practice.id === id))
  if (known.length === 0) return <Paragraph>{text.condition.noPractice}</Paragraph>
  return (
    <ul class="koers-links" lang="nl">
      {known.map((practice) => {
        const url = instrument.source(practice.source)?.url
        return (
          <li>
            {url ? (
              <Link href={url} rel="noopener">
                {practice.title}
              </Link>
            ) : (
              practice.title
            )}{' '}
            <span class="koers-quiet">{practice.by}</span>
            <br />
            {practice.summary}
          </li>
        )
      })}
    </ul>
  )
}
