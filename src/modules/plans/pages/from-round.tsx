import { Hono } from 'hono'
import { fieldErrors, typedIn, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button, LinkButton } from '#ui/button'
import { Checkbox } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { DateField, Select, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Reveal } from '#ui/reveal'
import { actionSchema, typedOf, type ActionFields } from '../action.ts'
import { PlanPage, planPath } from '../parts/plan-page.tsx'
import type { Plans } from '../plans.ts'
import { problemText, textIn } from '../text.ts'
import { conditionWords } from '../words.ts'

const path = '/organisaties/:org/plan/uit-ronde/:round{[\\w-]{16}}' as const
type Proposed = Awaited<ReturnType<Plans['wishesOf']>>

export const fromRoundPages = (plans: Plans) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <FromRoundPage c={c} proposed={await plans.wishesOf(c.var.actor, c.req.param('org'), c.req.param('round'))} />))
    .post(path, async (c) => {
      const { org, round } = c.req.param()
      const proposed = await plans.wishesOf(c.var.actor, org, round)
      const typed = await typedIn(c)
      const { chosen, errors } = chosenIn(typed, proposed)
      const refused = (all: FieldError[]) => html(c, <FromRoundPage c={c} proposed={proposed} typed={typed} errors={all} />, 422)
      if (errors.length > 0) return refused(errors)
      const asked = [typed['take'] ?? []].flat()
      // Sent twice, or two people at once: what was chosen stands in the plan already.
      if (chosen.length === 0 && asked.length > 0) return c.redirect(planPath(org), 303)
      if (chosen.length === 0) return refused([{ field: 'take', problem: 'nothing-chosen' }])
      const made = await plans.takeUpWishes(c.var.actor, org, round, chosen)
      if ('status' in made) return refused([{ field: `ownerId-${made.conditionId}`, problem: made.status }])
      return c.redirect(planPath(org, `?gemaakt=${made.made}`), 303)
    })

/** `take` holds the conditions chosen; the fields of each have its number behind their name: `title-4.3`. */
function chosenIn(typed: Typed, proposed: Proposed): { chosen: ActionFields[]; errors: FieldError[] } {
  const take = new Set([typed['take'] ?? []].flat())
  const schema = actionSchema({ instrument: proposed.instrument, schoolIds: [] })
  const chosen: ActionFields[] = []
  const errors: FieldError[] = []
  for (const proposal of proposed.proposals) {
    const id = proposal.conditionId ?? ''
    if (!take.has(id)) continue
    const field = (name: string) => typed[`${name}-${id}`]
    const parsed = schema.safeParse({
      ...typedOf(proposal),
      title: field('title'),
      ownerId: field('ownerId'),
      owner: field('owner'),
      term: field('term'),
      desiredLevel: field('desiredLevel'),
    })
    if (parsed.success) chosen.push(parsed.data)
    else errors.push(...fieldErrors(parsed.error).map((error) => ({ ...error, field: `${error.field}-${id}` })))
  }
  return { chosen, errors }
}

type Props = { c: Ctx; proposed: Proposed; typed?: Typed; errors?: FieldError[] }

function FromRoundPage({ c, proposed, typed, errors = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.fromRound
  const here = planPath(proposed.organisation.id, `/uit-ronde/${proposed.roundId}`)
  const back = planPath(proposed.organisation.id)
  const { proposals } = proposed
  const first = proposals[0]?.conditionId
  return (
    <PlanPage c={c} place={proposed} title={t.title} error={errors.length > 0} below={[{ href: here, label: t.title }]}>
      <ErrorSummary errors={errors.map((one) => ({ field: one.field === 'take' ? `take-${first}` : one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{proposals.length > 0 ? t.lead(proposed.number) : proposed.taken > 0 ? t.none : t.noneAtAll}</Paragraph>
      {proposals.length > 0 && proposed.taken > 0 && <Paragraph>{t.taken(proposed.taken)}</Paragraph>}
      {proposals.length === 0 ? (
        <Actions>
          <LinkButton href={back}>{text.action.back}</LinkButton>
        </Actions>
      ) : (
        <form method="post" action={here} data-keep="" novalidate>
          {proposals.map((proposal) => (
            <Proposal c={c} proposed={proposed} proposal={proposal} typed={typed} errors={errors} />
          ))}
          <Actions>
            <Button>{t.make}</Button>
            <Link href={back}>{text.action.back}</Link>
          </Actions>
        </form>
      )}
    </PlanPage>
  )
}

function Proposal({ c, proposed, proposal, typed, errors }: { c: Ctx; proposed: Proposed; proposal: ActionFields; typed: Typed | undefined; errors: FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.form
  const id = proposal.conditionId ?? ''
  const before = typedOf(proposal)
  const value = (name: 'title' | 'ownerId' | 'owner' | 'term' | 'desiredLevel') => [typed?.[`${name}-${id}`] ?? before[name]].flat()[0] ?? ''
  const error = (name: string) => {
    const found = errors.find((one) => one.field === `${name}-${id}`)
    return found && problemText(text, found)
  }
  const checked = typed === undefined || [typed['take'] ?? []].flat().includes(id)
  const people = [...proposed.people.values()].toSorted((one, other) => one.name.localeCompare(other.name, lang))
  return (
    <Reveal when={<Checkbox name="take" id={`take-${id}`} value={id} label={<span lang="nl">{conditionWords(id, proposed.instrument)}</span>} checked={checked} lang={lang} />}>
      <TextField name={`title-${id}`} label={t.title} value={value('title')} error={error('title')} lang={lang} autocomplete="off" />
      {proposal.why !== '' && (
        <Paragraph quiet>
          <span lang="nl">{proposal.why}</span>
        </Paragraph>
      )}
      <div class="koers-filters">
        <Select
          name={`desiredLevel-${id}`}
          label={t.desiredLevel}
          value={value('desiredLevel')}
          error={error('desiredLevel')}
          lang={lang}
          options={proposed.instrument.edition.levels.map(({ level, name }) => ({ value: String(level), label: `${level} ${name}` }))}
        />
        <DateField name={`term-${id}`} label={t.term} value={value('term')} error={error('term')} lang={lang} />
      </div>
      <Select
        name={`ownerId-${id}`}
        label={t.ownerId}
        value={value('ownerId')}
        empty={t.nobody}
        error={error('ownerId')}
        lang={lang}
        options={people.map((one) => ({ value: one.id, label: one.name || one.email }))}
      />
      <TextField name={`owner-${id}`} label={t.owner} value={value('owner')} error={error('owner')} optional lang={lang} autocomplete="off" />
    </Reveal>
  )
}
