import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, LinkButton } from '#ui/button'
import { MapChart } from '#ui/charts/map'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { wordsOf } from '../choice.ts'
import { oversightOf } from '../oversight.ts'
import { textIn } from '../text.ts'
import { baseOf, ReportFrame } from '../parts/frame.tsx'
import type { Read, Shown } from '../reader.ts'
import { mapOf } from '../parts/pictures.ts'
import { Wishes } from '../parts/wishes.tsx'

/** The two short versions: three choices for the board, four questions for the supervisory board. */
export const boardPages = (read: Read) =>
  new Hono<HttpEnv>()
    .get('/metingen/:round{[\\w-]{16}}/rapport/bestuur', async (c) => html(c, <BoardPage c={c} {...await read(c.var.actor, c.req.param('round'))} />))
    .get('/metingen/:round{[\\w-]{16}}/rapport/toezicht', async (c) => html(c, <OversightPage c={c} {...await read(c.var.actor, c.req.param('round'))} />))

function BoardPage({ c, report, mine }: Shown & { c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  const base = baseOf(report)
  const { choices, missing } = report.threeChoices
  return (
    <ReportFrame c={c} report={report} mine={mine} title={text.boardTitle} sub>
      <Actions>
        <LinkButton href={`${base}/rapport/bestuur.pdf`}>{text.files.board}</LinkButton>
      </Actions>
      <Heading level={2}>{text.choices.title}</Heading>
      {choices.length > 0 && <Paragraph>{text.choices.lead}</Paragraph>}
      <ol class="koers-choices">
        {choices.map((choice) => {
          const { sentence, why } = wordsOf(text, choice.rule, { ...choice, steps: stepsOf(choice, report) })
          return (
            <li>
              <Heading level={3}>{sentence}</Heading>
              <Paragraph>{why}</Paragraph>
              <ul class="koers-options koers-options--inline">
                {choice.options.map(({ id }) => (
                  <li>
                    <span aria-hidden="true">☐ </span>
                    <strong>{text.choices.options[id].label}</strong>, {text.choices.options[id].meaning}
                  </li>
                ))}
              </ul>
              <Paragraph quiet>
                {text.choices.rests}:{' '}
                {choice.conditions.map((one, at) => (
                  <>
                    {at > 0 && ', '}
                    <Link href={`${base}/rapport#v${one.id}`}>
                      <span lang="nl">{`${one.id} ${one.title}`}</span>
                    </Link>
                  </>
                ))}
              </Paragraph>
            </li>
          )
        })}
      </ol>
      {missing && (
        <Paragraph>
          <span lang="nl">{missing}</span>
        </Paragraph>
      )}
      <Paragraph quiet>{text.choices.rule}</Paragraph>
      <MapChart id="kaart" lang={lang} {...mapOf(report, lang)} />
      <Heading level={2}>{text.chapters.wishes}</Heading>
      <Wishes report={report} lang={lang} />
      <Paragraph>
        <Link href={`${base}/rapport`}>{text.files.full}</Link>
      </Paragraph>
    </ReportFrame>
  )
}

/** How many levels a far wish spans; the other rules do not speak of it. */
function stepsOf(choice: Shown['report']['threeChoices']['choices'][number], report: Shown['report']): number {
  const wish = report.wishes.find((one) => one.id === choice.conditions[0]?.id)
  return wish?.level ? wish.desiredLevel - wish.level : 0
}

function OversightPage({ c, report, mine }: Shown & { c: Ctx }) {
  const { lang } = c.var
  const text = textIn(lang)
  const base = baseOf(report)
  return (
    <ReportFrame c={c} report={report} mine={mine} title={text.oversightTitle} sub>
      <Paragraph lead>{text.oversight.lead}</Paragraph>
      <Actions>
        <LinkButton href={`${base}/rapport/toezicht.pdf`}>{text.files.oversight}</LinkButton>
      </Actions>
      {oversightOf(report, lang).map((section) => (
        <section aria-labelledby={section.id}>
          <Heading level={2} id={section.id}>
            {section.title}
          </Heading>
          <ul class="koers-links">
            {section.points.map((point) => (
              <li>
                <bdi>{point.text}</bdi>
                {point.conditions.length > 0 && (
                  <>
                    {' '}
                    {point.conditions.map((one, at) => (
                      <>
                        {at > 0 && ', '}
                        <Link href={`${base}/rapport#v${one.id}`}>
                          <span lang="nl">{`${one.id} ${one.title}`}</span>
                        </Link>
                      </>
                    ))}
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Paragraph>
        <Link href={`${base}/rapport`}>{text.files.full}</Link>
      </Paragraph>
    </ReportFrame>
  )
}
