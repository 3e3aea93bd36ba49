import { Hono } from 'hono'
import { download, html, type Ctx, type HttpEnv } from '#platform/http'
import { LinkButton } from '#ui/button'
import { GridChart, gridFile } from '#ui/charts/grid'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Assessments, Round } from '#modules/assessments'
import type { Instruments } from '#modules/instruments'
import { schoolGrid, type SchoolGrid } from '../parts/school-grid.ts'
import { textIn, type Text } from '../text.ts'

/** The demonstration: the report of the board at once, its schools in a list. */
export const examplePages = (assessments: Pick<Assessments, 'example' | 'examples' | 'answersOfExamples'>, instruments: Instruments) => {
  /** Of the demonstration too, what is under way says nothing yet. */
  const finished = async () => (await assessments.examples()).filter((round) => round.finishedAt !== null)
  const gridOf = async (rounds: readonly Round[], c: Ctx) => {
    const schools = Map.groupBy(
      rounds.filter((round) => round.scope === 'school'),
      (round) => round.organisationId,
    )
    const latest = [...schools.values()].flatMap((own) => own.toSorted((one, other) => other.number - one.number).slice(0, 1))
    return schoolGrid(latest, await assessments.answersOfExamples(latest), instruments.current, c.var.lang)
  }
  return new Hono<HttpEnv>()
    .get('/voorbeeld', async (c) => {
      const id = await assessments.example()
      return id === undefined ? html(c, <NoExample c={c} />) : c.redirect(`/metingen/${id}/rapport`, 302)
    })
    .get('/voorbeeld/scholen', async (c) => {
      const rounds = await finished()
      return html(c, rounds.length === 0 ? <NoExample c={c} /> : <Examples c={c} rounds={rounds} grid={await gridOf(rounds, c)} />)
    })
    .get('/voorbeeld/raster.svg', async (c) => download(c, { name: 'koers-raster.svg', type: 'image/svg+xml', bytes: gridFile(await gridOf(await finished(), c)) }))
}

function NoExample({ c }: { c: Ctx }) {
  const { example: text } = textIn(c.var.lang)
  return (
    <Page {...c.var.page} title={text.noneTitle}>
      <Heading level={1}>{text.noneTitle}</Heading>
      <Paragraph lead>{text.none}</Paragraph>
      <LinkButton href="/">{text.start}</LinkButton>
    </Page>
  )
}

function Examples({ c, rounds, grid }: { c: Ctx; rounds: readonly Round[]; grid: SchoolGrid }) {
  const { example: text } = textIn(c.var.lang)
  const organisations = [...Map.groupBy(rounds, (round) => round.organisationId).values()].map((own) => own.toSorted((one, other) => one.number - other.number))
  const ofScope = (scope: Round['scope']) => organisations.filter((own) => own[0]?.scope === scope)
  return (
    <Page {...c.var.page} title={text.title} wide>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{text.lead}</Paragraph>
      <Paragraph>
        <Link href="/voorbeeld/samen">{text.together}</Link>
      </Paragraph>
      <GridChart id="raster" lang={c.var.lang} downloads={[{ href: '/voorbeeld/raster.svg', label: 'SVG' }]} {...grid} />
      <Organisations title={text.boards} organisations={ofScope('board')} text={text} />
      <Organisations title={text.schools} organisations={ofScope('school')} text={text} />
    </Page>
  )
}

type Props = { title: string; organisations: readonly (readonly Round[])[]; text: Text['example'] }

function Organisations({ title, organisations, text }: Props) {
  if (organisations.length === 0) return null
  return (
    <>
      <Heading level={2}>{title}</Heading>
      <ul class="koers-links">
        {organisations.map((rounds) => (
          <li>
            <Organisation rounds={rounds} text={text} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Organisation({ rounds, text }: { rounds: readonly Round[]; text: Text['example'] }) {
  const last = rounds.at(-1)
  if (last === undefined) return null
  const of = `${text.of} ${last.name}`
  return (
    <>
      <strong>
        <bdi>{last.name}</bdi>
      </strong>{' '}
      <span class="koers-quiet">
        {text.rounds(rounds.length)} {last.finishedAt ? text.finished(last.finishedAt) : text.open(last.startedAt)}
      </span>
      <br />
      <Link href={`/metingen/${last.id}/rapport`} context={of}>
        {text.report}
      </Link>{' '}
      ·{' '}
      <Link href={`/metingen/${last.id}/groei`} context={of}>
        {text.growth}
      </Link>
    </>
  )
}
