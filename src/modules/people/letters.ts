import type { Lang } from '#platform/i18n'
import { inHalves } from './mail-proof.ts'
import { textIn } from './text.ts'

type Written = { subject: string; text: string }

export function signInLetter(lang: Lang, { code, link, minutes }: { code: string; link: string; minutes: number }): Written {
  const t = textIn(lang).letters.signIn
  return { subject: t.subject, text: [t.code, inHalves(code), t.link, link, t.lasts(minutes), t.notAsked].join('\n\n') }
}

/** Without a link: it would work in the browser of whoever reads it, and link the provider account of whoever asked. */
export function linkingLetter(lang: Lang, { code, name, minutes }: { code: string; name: string; minutes: number }): Written {
  const t = textIn(lang).letters.linking
  return { subject: t.subject, text: [t.code(name), inHalves(code), t.lasts(minutes), t.notAsked].join('\n\n') }
}

export function newAddressLetter(lang: Lang, code: string): Written {
  const t = textIn(lang).letters.newAddress
  return { subject: t.subject, text: [t.code, inHalves(code), t.notAsked].join('\n\n') }
}

export function addressChangedLetter(lang: Lang, to: string): Written {
  const t = textIn(lang).letters.addressChanged
  return { subject: t.subject, text: [t.what(to), t.notYou].join('\n\n') }
}
