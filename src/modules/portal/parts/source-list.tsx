import { Link } from '#ui/link'
import type { Law, Source } from '#modules/instruments'
import type { Text } from '../text.ts'
import { ConditionLinks } from './condition-links.tsx'

type Props = { text: Text['sources']; used: ReadonlyMap<string, readonly string[]> }

/** Every source: what it is, whose, what we did with it and when, and where it is used. */
export function SourceList({ sources, text, used }: Props & { sources: readonly Source[] }) {
  return (
    <ul class="koers-links">
      {sources.map((source) => (
        <li id={source.id}>
          <span lang="nl">{source.url === null ? source.title : <Link href={source.url}>{source.title}</Link>}</span>, {source.publisher}
          {source.commercial && ` (${text.commercial})`}
          <Checked item={source} text={text} ids={used.get(source.id)} />
        </li>
      ))}
    </ul>
  )
}

export function LawList({ laws, text, used }: Props & { laws: readonly Law[] }) {
  return (
    <ul class="koers-links">
      {laws.map((law) => (
        <li>
          <span lang="nl">
            {law.url === null ? law.title : <Link href={law.url}>{law.title}</Link>}
            {law.short !== law.title && ` (${law.short})`}
          </span>
          <Checked item={law} text={text} ids={used.get(law.id)} />
        </li>
      ))}
    </ul>
  )
}

function Checked({ item, text, ids }: { item: Pick<Source, 'url' | 'checked'>; text: Text['sources']; ids: readonly string[] | undefined }) {
  return (
    <>
      <br />
      <span class="koers-quiet">
        {item.url === null && `${text.noAddress}; `}
        {text.checkedOn(text.checked[item.checked.state], item.checked.date)}. {ids === undefined ? text.notUsed : <ConditionLinks ids={ids} label={text.usedBy} />}
      </span>
    </>
  )
}
