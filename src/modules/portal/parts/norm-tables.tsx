import type { Lang } from '#platform/i18n'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Edition } from '#modules/instruments'
import type { Text } from '../text.ts'
import { ConditionLinks } from './condition-links.tsx'

type Props = { norms: Edition['norms']; text: Text['sources']['norms']; used: ReadonlyMap<string, readonly string[]>; lang: Lang }

/** The norm framework as far as it is known; a title that is not known stays open, and says so. */
export function NormTables({ norms, text, used, lang }: Props) {
  const domainName = (id: string) => (id.startsWith('P') ? text.privacy : text.security)(id.replace(/\D/g, ''))
  const title = (known: string | null) => (known === null ? text.unknown : <span lang="nl">{known}</span>)
  const conditions = (id: string) => (used.has(id) ? <ConditionLinks ids={used.get(id) ?? []} /> : text.none)
  const open = (items: readonly { title: string | null }[]) => items.filter((item) => item.title === null).length
  return (
    <>
      <p class="nl-paragraph" lang="nl">
        {norms.note}
      </p>
      <Paragraph>{text.open(open(norms.norms), norms.norms.length, open(norms.domains), norms.domains.length)}</Paragraph>
      <Paragraph>{text.derived}</Paragraph>
      <Table
        caption={text.domains}
        lang={lang}
        columns={[{ label: text.domain }, { label: text.name }, { label: text.known }, { label: text.used }]}
        rows={norms.domains.map((domain) => [domainName(domain.id), title(domain.title), text.status[domain.status], conditions(domain.id)])}
      />
      <Table
        caption={text.codes}
        lang={lang}
        columns={[{ label: text.code }, { label: text.name }, { label: text.domain }, { label: text.known }, { label: text.used }]}
        rows={norms.norms.map((norm) => [
          norm.url === null ? norm.code : <Link href={norm.url}>{norm.code}</Link>,
          title(norm.title),
          domainName(norm.domain),
          text.status[norm.status],
          conditions(norm.code),
        ])}
      />
    </>
  )
}
