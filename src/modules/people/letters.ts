import type { Lang } from '#platform/i18n'
import { inHalves } from './mail-proof.ts'
import { textIn } from './text.ts'

type Written = { subject: string; text: string }

export function signInLetter(lang: Lang, { code, link, minutes }: { code: string; link: string; minutes: number }): Written {
  const t = textIn(lang).letters.signIn
  return { subject: t.subject, text: [t.code, inHalves(code), t.link, link, t.lasts(minutes), t.notAsked].join('\n\n') }
}
