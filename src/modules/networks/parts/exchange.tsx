import type { FieldError, Typed } from '#platform/form'
import type { Ctx } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Badge } from '#ui/badge'
import { Actions, Button } from '#ui/button'
import { Details } from '#ui/details'
import { DateField, Select, TextArea, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { ABOUT_LIMIT, MESSAGE_LIMIT } from '../network.ts'
import type { Networks, NetworkView } from '../networks.ts'
import { problemText, textIn } from '../text.ts'

type Props = { c: Ctx; networks: Networks; view: NetworkView }
type FormProps = Props & { id: string; refused: { typed: Typed; errors: readonly FieldError[] } | undefined }

export function Messages({ c, networks, view }: Props) {
  const { lang } = c.var
  const t = textIn(lang).network
  if (view.messages.length === 0) return <Paragraph quiet>{t.noMessages}</Paragraph>
  return (
    <>
      {view.messages.map((message) => (
        <article>
          <Paragraph>
            <Badge kind={message.kind === 'offer' ? 'growth' : 'wish'}>{t[message.kind]}</Badge>{' '}
            {message.conditionId !== null && <span lang="nl">{`${message.conditionId} ${networks.titleOf(message.conditionId) ?? ''}`}</span>}
          </Paragraph>
          <p class="nl-paragraph koers-typed" dir="auto" lang="nl">
            {message.text}
          </p>
          <Paragraph quiet>
            <bdi>{t.by(view.names.get(message.organisationId) ?? '', longDate(message.createdAt, lang))}</bdi>{' '}
            {message.practiceId !== null && <Link href={`/praktijken/${message.practiceId}`}>{t.practice}</Link>}
          </Paragraph>
          {view.speaksFor.includes(message.organisationId) && (
            <form method="post" action={`/netwerken/${view.network.id}/vragen/${message.id}/afsluiten`}>
              <Actions>
                <Button kind="subtle">{t.close}</Button>
              </Actions>
            </form>
          )}
        </article>
      ))}
    </>
  )
}

export function JointActions({ c, networks, view }: Props) {
  const { lang } = c.var
  const t = textIn(lang).network
  if (view.jointActions.length === 0) return <Paragraph quiet>{t.noJoint}</Paragraph>
  return (
    <>
      {view.jointActions.map((action) => (
        <article>
          <Heading level={3}>
            <bdi>{action.title}</bdi>
          </Heading>
          <Paragraph quiet>
            <bdi>{t.by(view.names.get(action.organisationId) ?? '', longDate(action.createdAt, lang))}</bdi>
            {action.conditionId !== null && <span lang="nl">{` · ${action.conditionId} ${networks.titleOf(action.conditionId) ?? ''}`}</span>}
            {action.term !== null && ` · ${t.term(longDate(action.term, lang))}`}
          </Paragraph>
          <p class="nl-paragraph koers-typed" dir="auto" lang="nl">
            {action.why}
          </p>
          {action.parts.length === 0 ? (
            <Paragraph quiet>{t.parts(0)}</Paragraph>
          ) : (
            <Details summary={t.parts(action.parts.length)}>
              <bdi>{action.parts.map(({ organisationId }) => view.names.get(organisationId) ?? '').join(', ')}</bdi>
            </Details>
          )}
          {view.speaksFor.map((board) => {
            const part = action.parts.find(({ organisationId }) => organisationId === board)
            return part ? (
              <Paragraph>
                <Link href={`/organisaties/${board}/plan/${part.actionId}`}>{t.inPlan}</Link>
              </Paragraph>
            ) : (
              <form method="post" action={`/netwerken/${view.network.id}/acties/${action.id}/meedoen`}>
                <input type="hidden" name="organisationId" value={board} />
                <Actions>
                  <Button kind="secondary">{t.takePart(view.names.get(board) ?? '')}</Button>
                </Actions>
              </form>
            )
          })}
        </article>
      ))}
    </>
  )
}

/** What was typed and what is wrong with it; two forms share a page, so one of them has other ids. */
function fieldsOf({ c, refused }: Pick<FormProps, 'c' | 'refused'>, prefix = '') {
  const text = textIn(c.var.lang)
  return (name: string) => {
    const error = refused?.errors.find((wrong) => wrong.field === name)
    return { name, id: prefix + name, value: [refused?.typed[name] ?? ''].flat()[0], error: error && problemText(text, error), lang: c.var.lang }
  }
}

const conditionOptions = (networks: Networks) => networks.conditions().map(({ id, title }) => ({ value: id, label: `${id} ${title}`, lang: 'nl' as const }))
const boardOptions = (view: NetworkView) => view.speaksFor.map((id) => ({ value: id, label: view.names.get(id) ?? '' }))

export function SayForm({ c, networks, view, practices, refused, id }: FormProps & { practices: { id: string; title: string }[] }) {
  const t = textIn(c.var.lang).network
  const field = fieldsOf({ c, refused })
  return (
    <Details summary={t.say} open={refused !== undefined}>
      <form method="post" action={`/netwerken/${view.network.id}/vragen`} novalidate>
        <input type="hidden" name="id" value={id} />
        <Select
          {...field('kind')}
          label={t.kind}
          options={[
            { value: 'ask', label: t.kindAsk },
            { value: 'offer', label: t.kindOffer },
          ]}
        />
        <Select {...field('organisationId')} label={t.board} options={boardOptions(view)} />
        <Select {...field('conditionId')} label={t.condition} empty={t.noCondition} options={conditionOptions(networks)} />
        <TextArea {...field('text')} label={t.text} limit={MESSAGE_LIMIT} />
        {practices.length > 0 && (
          <Select {...field('practiceId')} label={t.practiceId} empty={t.noPractice} options={practices.map((one) => ({ value: one.id, label: one.title }))} optional />
        )}
        <Actions>
          <Button kind="secondary">{t.place}</Button>
        </Actions>
      </form>
    </Details>
  )
}

export function ProposeForm({ c, networks, view, refused, id }: FormProps) {
  const t = textIn(c.var.lang).network
  const field = fieldsOf({ c, refused }, 'joint-')
  return (
    <Details summary={t.propose} open={refused !== undefined}>
      <Paragraph quiet>{t.proposeWhat}</Paragraph>
      <form method="post" action={`/netwerken/${view.network.id}/acties`} novalidate>
        <input type="hidden" name="id" value={id} />
        <TextField {...field('title')} label={t.jointTitle} />
        <Select {...field('organisationId')} label={t.board} options={boardOptions(view)} />
        <Select {...field('conditionId')} label={t.condition} empty={t.noCondition} options={conditionOptions(networks)} />
        <TextArea {...field('why')} label={t.why} limit={ABOUT_LIMIT} optional />
        <DateField {...field('term')} label={t.termField} optional />
        <Actions>
          <Button kind="secondary">{t.proposeDo}</Button>
        </Actions>
      </form>
    </Details>
  )
}
