import { Hono } from 'hono'
import { html, type HttpEnv } from '#platform/http'
import type { Lang } from '#platform/i18n'
import { Heading } from '#ui/heading'
import { once } from '#ui/once'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Instrument, Source } from '#modules/instruments'
import { citationsIn, type Citations } from '../citations.ts'
import { ConditionList } from '../parts/condition-list.tsx'
import { Contents } from '../parts/contents.tsx'
import { NormTables } from '../parts/norm-tables.tsx'
import { PracticeList } from '../parts/practice-list.tsx'
import { LawList, SourceList } from '../parts/source-list.tsx'
import { textIn, type Text } from '../text.ts'

const parts = [
  ['sources', 'bronnen'],
  ['laws', 'wetten'],
  ['norms', 'normen'],
  ['practices', 'voorbeelden'],
  ['conditions', 'voorwaarden'],
] as const

/** What the content rests on. It depends on nothing but the edition and the language, so it is made once. */
export const sourcesPage = (instrument: Instrument) => {
  const citations = citationsIn(instrument)
  return new Hono<HttpEnv>().get('/bronnen', (c) => {
    const { lang } = c.var
    const { title } = textIn(lang).sources
    return html(
      c,
      <Page {...c.var.page} title={title}>
        {once(`sources ${instrument.edition.hash} ${lang}`, () => (
          <SourcesOf instrument={instrument} citations={citations} lang={lang} />
        ))}
      </Page>,
    )
  })
}

function SourcesOf({ instrument, citations, lang }: { instrument: Instrument; citations: Citations; lang: Lang }) {
  const { edition } = instrument
  const all = textIn(lang)
  const { sources: text } = all
  const heading = (part: (typeof parts)[number]) => (
    <Heading level={2} id={part[1]}>
      {text.parts[part[0]]}
    </Heading>
  )
  return (
    <>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{text.lead}</Paragraph>
      <Heading level={2}>{text.own}</Heading>
      <p class="nl-paragraph" lang="nl">
        {edition.origin}
      </p>
      <Paragraph quiet>{text.version(edition.title, edition.version)}</Paragraph>
      <Contents items={parts.map(([key, id]) => ({ id, title: text.parts[key] }))} label={all.contents} />
      {heading(parts[0])}
      <States sources={edition.sources} text={text} />
      <SourceList sources={edition.sources} text={text} used={citations.sources} />
      {heading(parts[1])}
      <Paragraph>{text.lawsLead}</Paragraph>
      <LawList laws={edition.laws} text={text} used={citations.laws} />
      {heading(parts[2])}
      <NormTables norms={edition.norms} text={text.norms} used={citations.norms} lang={lang} />
      {heading(parts[3])}
      <Paragraph>{text.practicesLead}</Paragraph>
      <PracticeList instrument={instrument} text={text} used={citations.practices} />
      {heading(parts[4])}
      <Paragraph>{text.conditionsLead}</Paragraph>
      <ConditionList responsibilities={edition.responsibilities} text={text} />
    </>
  )
}

function States({ sources, text }: { sources: readonly Source[]; text: Text['sources'] }) {
  const count = (state: Source['checked']['state']) => sources.filter((source) => source.checked.state === state).length
  return (
    <>
      <Paragraph>{text.counts(sources.length, count('read'), count('address-known'), count('named'))}</Paragraph>
      <ul>
        <li>{text.states.read}</li>
        <li>{text.states['address-known']}</li>
        <li>{text.states.named}</li>
      </ul>
    </>
  )
}
