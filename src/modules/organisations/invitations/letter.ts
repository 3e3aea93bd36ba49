import { longDate, type Lang } from '#platform/i18n'
import type { Letter } from '#platform/mail'
import { labelOf, type Organisation } from '../organisation.ts'
import { textIn } from '../text.ts'
import type { Invitation } from './invitation.ts'

type About = { invitation: Invitation; places: readonly Organisation[]; invitedBy: string; link: string }

const mostNamed = 10 // schools in a letter; a board of eighty is counted

/** Plain text: it reads the same in every mail program, and shows where the link leads. */
export function invitationLetter({ invitation, places, invitedBy, link }: About, lang: Lang): Letter {
  const text = textIn(lang)
  const t = text.letter.invitation
  const named = places.slice(0, mostNamed).map((place) => `- ${labelOf(place)}`)
  const rest = places.length - named.length
  const lines = [
    t.greeting,
    '',
    t.what(invitedBy, places.length),
    ...named,
    ...(rest > 0 ? [t.more(rest)] : []),
    '',
    t.as(invitation.functions.map((one) => text.function[one]).join(', '), text.right[invitation.right].name, text.right[invitation.right].what),
    '',
    t.accept(longDate(invitation.expiresAt, lang)),
    link,
    '',
    t.bound(invitation.email),
    t.not,
    '',
    t.about,
  ]
  return { to: invitation.email, subject: t.subject(places[0]?.name ?? '', places.length), text: lines.join('\n'), about: 'invitation' }
}
