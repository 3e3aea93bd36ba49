import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { anyone } from '#platform/identity'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { Prose } from '#ui/prose'
import type { Assessments, History } from '#modules/assessments'
import type { Instrument } from '#modules/instruments'
import { ExampleMap } from '../parts/example-map.tsx'
import { DataPromise, Steps, Together } from '../parts/explanation.tsx'
import { LinkForm } from '../parts/link-form.tsx'
import { OwnMeasurements, type Held } from '../parts/own-measurements.tsx'
import { StartForm } from '../parts/start-form.tsx'
import { textIn } from '../text.ts'

/** The start page. Who was here before finds the way back first; who is new, what Koers is and the one button to begin. */
export const homePage = (assessments: Pick<Assessments, 'openedByKeys' | 'example' | 'history'>, instrument: Instrument) => {
  const exampleOf = rememberedExample(assessments)
  return new Hono<HttpEnv>().get('/', async (c) => {
    const held = await assessments.openedByKeys(c.var.actor)
    const example = await exampleOf()
    return html(c, held.length > 0 ? <ReturningPage c={c} held={held} instrument={instrument} /> : <NewcomerPage c={c} example={example} instrument={instrument} />)
  })
}

/** The example is finished and never changes: its answers are fetched once. */
function rememberedExample(assessments: Pick<Assessments, 'example' | 'history'>): () => Promise<History | undefined> {
  let known: History | undefined
  return async () => {
    const id = await assessments.example()
    if (id !== known?.round.id) known = id === undefined ? undefined : await assessments.history(anyone, id)
    return known
  }
}

type Props = { c: Ctx; instrument: Instrument }

function NewcomerPage({ c, example, instrument }: Props & { example: History | undefined }) {
  const { lang } = c.var
  const { home: text } = textIn(lang)
  return (
    <Page {...c.var.page} title={text.title} wide>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{text.lead}</Paragraph>
      <StartForm text={text} returning={false} />
      {example && (
        <Paragraph>
          <Link href="/voorbeeld">{text.example}</Link>
        </Paragraph>
      )}
      <Prose>
        <LinkForm text={text.link} lang={lang} />
      </Prose>
      <Steps text={text.how} {...sizeOf(instrument)} />
      <Heading level={2}>{text.get.title}</Heading>
      <ul>
        {text.get.list.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      {example && <ExampleMap example={example} text={text.get} lang={lang} />}
      <Together text={text.together} example={example !== undefined} />
      <DataPromise text={text.data} />
    </Page>
  )
}

function ReturningPage({ c, held, instrument }: Props & { held: readonly Held[] }) {
  const { lang } = c.var
  const { home: text } = textIn(lang)
  const title = held.length === 1 ? text.back.title : text.back.titleMany
  return (
    <Page {...c.var.page} title={title}>
      <Heading level={1}>{title}</Heading>
      <Paragraph>{text.back.lead}</Paragraph>
      <OwnMeasurements held={held} text={text.back} />
      <LinkForm text={text.link} lang={lang} />
      <Heading level={2}>{text.back.new}</Heading>
      <StartForm text={text} returning />
      <Steps text={text.how} {...sizeOf(instrument)} />
      <DataPromise text={text.data} />
    </Page>
  )
}

const sizeOf = ({ edition, conditions }: Instrument) => ({ responsibilities: edition.responsibilities.length, conditions: conditions.length })
