import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Prose } from '#ui/prose'
import type { Text } from '../text.ts'

/** How it works, in four steps. */
export function Steps({ text, responsibilities, conditions }: { text: Text['home']['how']; responsibilities: number; conditions: number }) {
  return (
    <>
      <Heading level={2}>{text.title}</Heading>
      <Prose>
        <ol>
          {text.steps(responsibilities, conditions).map(({ what, more }) => (
            <li>
              <strong>{what}</strong> {more}
            </li>
          ))}
        </ol>
      </Prose>
    </>
  )
}

/** The way in for who works on it with others. */
export function Together({ text, example }: { text: Text['home']['together']; example: boolean }) {
  return (
    <>
      <Heading level={2}>{text.title}</Heading>
      <Paragraph>{text.lead}</Paragraph>
      <ul class="koers-links">
        <li>
          <Link href="/mijn">{text.signIn}</Link>
        </li>
        {example && (
          <li>
            <Link href="/voorbeeld/samen">{text.example}</Link>
          </li>
        )}
        <li>
          <Link href="/praktijken">{text.practices}</Link>
        </li>
      </ul>
    </>
  )
}

/** What happens with what one fills in, in three lines. */
export function DataPromise({ text }: { text: Text['home']['data'] }) {
  return (
    <>
      <Heading level={2}>{text.title}</Heading>
      <ul>
        {text.list.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <Paragraph>
        <Link href="/over#gegevens">{text.more}</Link>
      </Paragraph>
    </>
  )
}
