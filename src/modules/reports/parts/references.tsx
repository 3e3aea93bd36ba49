import { longDate, type Lang } from '#platform/i18n'
import { Details } from '#ui/details'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { LevelSign } from '#ui/sign'
import { Table } from '#ui/table'
import type { Report } from '../report.ts'
import { signOf } from '../print/words.ts'
import { textIn, type Text } from '../text.ts'

/** Which norms the answers touch. A title that is not known stays open and says so. */
export function Norms({ report, lang }: { report: Report; lang: Lang }) {
  const text = textIn(lang)
  const t = text.norms
  const { items, note, framework } = report.references.norms
  return (
    <>
      <Paragraph>
        {t.lead} <span lang="nl">{note}</span>
      </Paragraph>
      <Details summary={framework} over={String(items.length)}>
        <Table
          caption={framework}
          captionHidden
          lang={lang}
          columns={[{ label: t.ref }, { label: t.title }, { label: t.conditions }]}
          rows={items.map((item) => [
            item.kind === 'norm' ? item.ref : item.ref.startsWith('P') ? t.privacyDomain(item.ref.replace(/\D/g, '')) : t.domain(item.ref.replace(/\D/g, '')),
            <span lang="nl">
              {item.url && item.title ? (
                <Link href={item.url} rel="noopener">
                  {item.title}
                </Link>
              ) : (
                (item.title ?? t.unknownTitle)
              )}
            </span>,
            item.conditions.map((condition) => (
              <>
                {' '}
                <Link href={`#v${condition.id}`}>{condition.id}</Link> <LevelSign answer={signOf(condition)} lang={lang} />
              </>
            )),
          ])}
        />
      </Details>
    </>
  )
}

/** Sources, laws and practices that the conditions refer to, with when each was last looked at. */
export function Sources({ report, lang }: { report: Report; lang: Lang }) {
  const text = textIn(lang)
  const { sources, laws, practices } = report.references
  const titled = (thing: { title: string; url: string | null }) => (
    <span lang="nl">
      {thing.url ? (
        <Link href={thing.url} rel="noopener">
          {thing.title}
        </Link>
      ) : (
        thing.title
      )}
    </span>
  )
  const state = (thing: { url: string | null; checked: { state: keyof Text['checked']; date: string } }) =>
    `${thing.url ? '' : `${text.sources.noAddress}; `}${text.checked[thing.checked.state]}, ${longDate(thing.checked.date, lang)}`
  return (
    <>
      <Details summary={text.sources.practices} over={String(practices.length)} open>
        <ul class="koers-links">
          {practices.map((practice) => {
            const source = sources.find((one) => one.id === practice.source)
            return (
              <li>
                {titled({ title: practice.title, url: source?.url ?? null })}{' '}
                <span class="koers-quiet">
                  {practice.by}; {text.sources.at} {practice.conditions.join(', ')}
                </span>
                <br />
                <span lang="nl">{practice.summary}</span>
              </li>
            )
          })}
        </ul>
      </Details>
      <Details summary={text.sources.laws} over={String(laws.length)}>
        <ul class="koers-links">
          {laws.map((law) => (
            <li>
              {titled(law)}{' '}
              <span class="koers-quiet">
                {state(law)}; {text.sources.at} {[...new Set(law.parts.map((part) => part.conditionId))].join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </Details>
      <Details summary={text.sources.sources} over={String(sources.length)}>
        <ul class="koers-links">
          {sources.map((source) => (
            <li>
              {titled(source)}{' '}
              <span class="koers-quiet">
                {source.publisher}
                {source.commercial && `, ${text.sources.commercial}`}; {state(source)}; {text.sources.at} {source.conditions.join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </Details>
    </>
  )
}
