import type { Lang } from '#platform/i18n'
import { Paragraph } from '#ui/paragraph'
import { LevelSign } from '#ui/sign'
import { Table } from '#ui/table'
import type { Instrument } from '#modules/instruments'
import type { Text } from '../text.ts'
import type { ShownView, ShownViews } from '../views/view.ts'
import { judgementName, signOf } from './judgement.ts'

type Props = { views: ShownViews; instrument: Instrument; text: Text; lang: Lang }

/** The answers of several people side by side, each with why, and with as much about who as was promised. */
export function ViewsTable({ views, instrument, text, lang }: Props) {
  const t = text.talk
  if (views.status === 'too-few') return <Paragraph>{t.tooFew(views.count)}</Paragraph>
  const who = (view: ShownView) => {
    if (view.function === null) return t.anonymousOne
    const role = view.function === '' ? text.noFunction : text.functions[view.function]
    return view.name ? `${view.name}, ${role}` : role
  }
  return (
    <Table
      caption={t.shown}
      captionHidden
      lang={lang}
      empty={t.hidden(0)}
      columns={[{ label: t.who }, { label: t.what }, { label: t.why }]}
      rows={views.views.map((view) => [
        <bdi>{who(view)}</bdi>,
        <>
          <LevelSign answer={signOf(view.judgement)} label="" lang={lang} /> {judgementName(view.judgement, instrument, text)}
        </>,
        <bdi>{view.reason}</bdi>,
      ])}
    />
  )
}
