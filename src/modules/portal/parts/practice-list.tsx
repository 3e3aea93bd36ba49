import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Instrument, Practice } from '#modules/instruments'
import type { Text } from '../text.ts'
import { ConditionLinks } from './condition-links.tsx'

type Props = { instrument: Instrument; text: Text['sources']; used: ReadonlyMap<string, readonly string[]> }

/** What schools did, as a public source tells it. */
export function PracticeList({ instrument, text, used }: Props) {
  return (
    <>
      {instrument.edition.practices.map((practice) => (
        <One practice={practice} instrument={instrument} text={text} used={used} />
      ))}
    </>
  )
}

function One({ practice, instrument, text, used }: Props & { practice: Practice }) {
  const source = instrument.source(practice.source)
  const ids = used.get(practice.id)
  return (
    <>
      <Heading level={3}>
        <span lang="nl">{practice.title}</span>
      </Heading>
      <p class="nl-paragraph" lang="nl">
        {practice.by}. {practice.summary}
      </p>
      <Paragraph quiet>
        {source && (
          <>
            {text.source}:{' '}
            <span lang="nl">
              <Link href={source.url ?? `#${source.id}`}>{source.title}</Link>
            </span>
            .{' '}
          </>
        )}
        {ids === undefined ? text.notUsed : <ConditionLinks ids={ids} label={text.usedBy} />}
      </Paragraph>
    </>
  )
}
