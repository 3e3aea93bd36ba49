import { Heading } from '#ui/heading'
import type { Edition } from '#modules/instruments'
import type { Text } from '../text.ts'

/** All questions, so that one can read them before beginning. */
export function ConditionList({ responsibilities, text }: { responsibilities: Edition['responsibilities']; text: Text['sources'] }) {
  return (
    <>
      {responsibilities.map((responsibility) => (
        <>
          <Heading level={3}>
            <span lang="nl">
              {responsibility.id} {responsibility.title}
            </span>
            {responsibility.theme && ` (${text.theme})`}
          </Heading>
          <ul class="koers-links" lang="nl">
            {responsibility.conditions.map((condition) => (
              <li id={`v${condition.id}`}>
                <strong>
                  {condition.id} {condition.title}
                </strong>
                <br />
                {condition.question}
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  )
}
