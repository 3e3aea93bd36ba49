import { Actions, LinkButton } from '#ui/button'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Text } from '../text.ts'

export type Held = { roundId: string; name: string; startedAt: Date; finishedAt: Date | null; access: 'owner' | 'reader' }

/** What this browser holds, newest first. The first thing to go on with is a button, all else a link. */
export function OwnMeasurements({ held, text }: { held: readonly Held[]; text: Text['home']['back'] }) {
  const newestFirst = held.toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime())
  const first = newestFirst.find(isOpen)
  return (
    <>
      {first && <OpenMeasurement measurement={first} text={text} />}
      <ul class="koers-links">
        {newestFirst
          .filter((measurement) => measurement !== first)
          .map((measurement) => (
            <li>
              <Link href={addressOf(measurement)}>
                {wordsFor(measurement, text)} <bdi>{measurement.name || text.untitled}</bdi>
              </Link>{' '}
              <span class="koers-quiet">{stateOf(measurement, text)}</span>
            </li>
          ))}
      </ul>
    </>
  )
}

function OpenMeasurement({ measurement, text }: { measurement: Held; text: Text['home']['back'] }) {
  return (
    <div class="koers-panel">
      <Actions>
        <LinkButton href={addressOf(measurement)}>
          <span>
            {text.goOn} <bdi>{measurement.name || text.untitled}</bdi>
          </span>
        </LinkButton>
      </Actions>
      <Paragraph quiet>{stateOf(measurement, text)}</Paragraph>
    </div>
  )
}

const isOpen = ({ access, finishedAt }: Held) => access === 'owner' && finishedAt === null

const addressOf = ({ roundId, access }: Held) => (access === 'reader' ? `/metingen/${roundId}/rapport` : `/metingen/${roundId}`)

function wordsFor(measurement: Held, text: Text['home']['back']): string {
  if (measurement.access === 'reader') return text.read
  return isOpen(measurement) ? text.goOn : text.goTo
}

function stateOf({ access, startedAt, finishedAt }: Held, text: Text['home']['back']): string {
  const state = finishedAt ? text.finished(finishedAt) : text.started(startedAt)
  return access === 'reader' ? `${state}, ${text.reader}` : state
}
