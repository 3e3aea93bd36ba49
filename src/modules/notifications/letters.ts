import type { Lang } from '#platform/i18n'
import type { Letter } from '#platform/mail'
import type { Addressee } from '#modules/people'
import { groups } from './kinds.ts'
import type { Notification } from './notification.ts'
import { sentenceOf, textIn } from './text.ts'

/** More than this is not read; the rest is one press away. */
const LINES_AT_MOST = 40

type Told = Pick<Notification, 'kind' | 'group' | 'params' | 'about'>
/** `end` is the address that ends such letters; security has none. */
type Envelope = { account: Addressee; publicUrl: string; end: string | undefined }

/** A letter about one thing, at once. */
export function letterAtOnce(told: Told, { account, publicUrl, end }: Envelope): Letter {
  const lang = account.language
  const t = textIn(lang).letter
  const sentence = sentenceOf(told, lang)
  return {
    to: account.email,
    about: `notification.${told.group}`,
    subject: sentence,
    text: [t.greeting(account.name), sentence, publicUrl + told.about, ...(told.group === 'security' ? [t.notYou] : []), foot(lang, publicUrl, end)].join('\n\n'),
    ...(end === undefined ? {} : { unsubscribe: end }),
  }
}

/** A letter about all that came since the last one, by group. */
export function digestLetter(all: readonly Told[], { account, publicUrl, end }: Envelope): Letter {
  const lang = account.language
  const text = textIn(lang)
  const t = text.letter
  const shown = all.slice(0, LINES_AT_MOST)
  const parts = groups
    .map((group) => ({ group, lines: shown.filter((one) => one.group === group) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ group, lines }) => [text.group[group].name, ...lines.map((one) => `- ${sentenceOf(one, lang)}\n  ${publicUrl}${one.about}`)].join('\n'))
  const rest = all.length - shown.length
  return {
    to: account.email,
    about: 'notification.digest',
    subject: t.digestSubject(all.length),
    text: [t.greeting(account.name), t.digestLead, ...parts, ...(rest > 0 ? [t.rest(rest, `${publicUrl}/mijn/meldingen`)] : []), foot(lang, publicUrl, end)].join('\n\n'),
    ...(end === undefined ? {} : { unsubscribe: end }),
  }
}

function foot(lang: Lang, publicUrl: string, end: string | undefined): string {
  const t = textIn(lang).letter
  // `-- ` is how mail programs know where a letter ends.
  return ['-- ', t.why, end === undefined ? t.always : `${t.choose} ${publicUrl}/mijn/meldingen/voorkeuren`, ...(end === undefined ? [] : [`${t.end} ${end}`])].join('\n')
}
