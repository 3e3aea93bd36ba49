import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { RadioGroup } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { chosenGroups, rhythms, ways } from '../kinds.ts'
import type { Preferences } from '../notification.ts'
import type { Notifications } from '../notifications.ts'
import { signedIn } from '../parts/signed-in.ts'
import { textIn } from '../text.ts'

const path = '/mijn/meldingen/voorkeuren'
const way = z.enum(ways)
const preferencesForm = z.object({ invitations: way, rounds: way, plan: way, evidence: way, network: way, practices: way, rhythm: z.enum(rhythms) })

export const preferencesPages = (notifications: Notifications) =>
  new Hono<HttpEnv>()
    .get(
      path,
      signedIn(path, async (c) => html(c, <PreferencesPage c={c} chosen={await notifications.preferences(c.var.actor)} saved={c.req.query('bewaard') === 'ja'} />)),
    )
    .post(
      path,
      signedIn(path, async (c) => {
        const form = await parseForm(c, preferencesForm)
        if (!form.ok) return html(c, <PreferencesPage c={c} chosen={await notifications.preferences(c.var.actor)} errors={form.errors} />, 422)
        const { rhythm, ...chosen } = form.value
        await notifications.savePreferences(c.var.actor, { ways: { ...chosen, security: 'mail' }, rhythm })
        return c.redirect(`${path}?bewaard=ja`, 303)
      }),
    )

type Props = { c: Ctx; chosen: Preferences; saved?: boolean; errors?: readonly FieldError[] }

function PreferencesPage({ c, chosen, saved, errors = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.preferences
  const errorOf = (field: string) => (errors.some((one) => one.field === field) ? t.problem : undefined)
  return (
    <Page {...c.var.page} title={t.title} error={errors.length > 0} breadcrumb={[{ href: '/mijn/meldingen', label: text.inbox.title }]} robots="noindex">
      <ErrorSummary errors={errors.map(({ field }) => ({ field, message: t.problem }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {saved && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.saved}</Paragraph>
        </Alert>
      )}
      <form method="post" action={path}>
        {chosenGroups.map((group) => (
          <RadioGroup
            name={group}
            legend={text.group[group].name}
            legendLooks="heading"
            hint={text.group[group].what}
            error={errorOf(group)}
            lang={lang}
            options={ways.map((value) => ({ value, label: text.way[value], checked: chosen.ways[group] === value }))}
          />
        ))}
        <Heading level={2}>{text.group.security.name}</Heading>
        <Paragraph>{text.group.security.what}</Paragraph>
        <RadioGroup
          name="rhythm"
          legend={t.rhythm}
          legendLooks="heading"
          hint={t.rhythmHint}
          error={errorOf('rhythm')}
          lang={lang}
          options={rhythms.map((value) => ({ value, label: t.rhythms[value], checked: chosen.rhythm === value }))}
        />
        <Paragraph>
          {t.language} <Link href="/mijn/account/gegevens#language">{t.languageWhere}</Link>.
        </Paragraph>
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </form>
    </Page>
  )
}
