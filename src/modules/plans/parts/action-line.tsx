import type { Ctx } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Badge } from '#ui/badge'
import { Link } from '#ui/link'
import { isPassed, type Action } from '../action.ts'
import type { Place } from '../plans.ts'
import { textIn } from '../text.ts'
import { conditionWords, levelsWords, ownerWords, schoolWords } from '../words.ts'
import { planPath } from './plan-page.tsx'

type Props = { c: Ctx; action: Action; place: Place }

export const ActionLink = ({ action, place }: Pick<Props, 'action' | 'place'>) => (
  <Link href={planPath(place.organisation.id, `/${action.id}`)}>
    <bdi>{action.title}</bdi>
  </Link>
)

/** For whom, when that is not simply the organisation one looks at. */
export function For({ c, action, place }: Props) {
  const text = textIn(c.var.lang)
  const { organisation, schools } = place
  const owner = schools.find((school) => school.id === action.organisationId)
  const names = schoolWords(action.schoolIds, place)
  const words = names.length > 3 ? text.forSchools(action.schoolIds.length) : names.join(', ')
  if (words !== '') return <bdi>{words}</bdi>
  return <bdi>{owner?.name ?? (action.organisationId === organisation.id ? text.wholeOrganisation : '')}</bdi>
}

export function Term({ c, action, place: { today } }: Props) {
  const text = textIn(c.var.lang)
  if (action.term === null) return <span class="koers-quiet">{text.noTerm}</span>
  return (
    <>
      <time datetime={action.term}>{longDate(action.term, c.var.lang)}</time>
      {isPassed(action, today) && (
        <>
          {' '}
          <Badge kind="warning">{text.passed}</Badge>
        </>
      )}
    </>
  )
}

export function Owner({ c, action, place }: Props) {
  const text = textIn(c.var.lang)
  const words = ownerWords(action, place.people, text)
  return words === '' ? <span class="koers-quiet">{text.noOwner}</span> : <bdi>{words}</bdi>
}

/** What it is about, in one quiet line: condition and levels. */
export function About({ c, action, place }: Props) {
  const levels = levelsWords(action, place.instrument, textIn(c.var.lang))
  if (action.conditionId === null && levels === '') return null
  return (
    <span class="koers-quiet koers-plan__about">
      {action.conditionId !== null && <span lang="nl">{conditionWords(action.conditionId, place.instrument)}</span>}
      {action.conditionId !== null && levels !== '' && ', '}
      {levels}
    </span>
  )
}
