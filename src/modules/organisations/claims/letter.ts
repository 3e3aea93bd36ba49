import type { Lang } from '#platform/i18n'
import type { Letter } from '#platform/mail'
import type { Organisation } from '../organisation.ts'
import { textIn } from '../text.ts'
import type { Claim } from './claim.ts'

type Asked = { claim: Claim; person: { name: string; email: string }; organisation: Organisation; to: string; publicUrl: string }

export function askedLetter({ claim, person, organisation, to, publicUrl }: Asked, lang: Lang): Letter {
  const text = textIn(lang)
  const t = text.letter.claim.asked
  const functions = claim.functions.map((one) => text.function[one]).join(', ')
  const link = `${publicUrl}/organisaties/${organisation.id}/mensen`
  return { to, subject: t.subject(organisation.name), text: t.text(person.name, person.email, functions, organisation.name, link), about: 'request' }
}

export function decidedLetter({ organisation, person }: { organisation: Organisation; person: { email: string } }, granted: boolean, publicUrl: string, lang: Lang): Letter {
  const { name, id } = organisation
  const t = textIn(lang).letter.claim
  return granted
    ? { to: person.email, subject: t.granted.subject(name), text: t.granted.text(name, `${publicUrl}/organisaties/${id}/mensen`), about: 'request decided' }
    : { to: person.email, subject: t.refused.subject(name), text: t.refused.text(name), about: 'request decided' }
}
