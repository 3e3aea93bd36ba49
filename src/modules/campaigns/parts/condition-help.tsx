import { Paragraph } from '#ui/paragraph'
import { Heading } from '#ui/heading'
import type { Condition } from '#modules/instruments'

/** Why it matters and what is needed, in the words of the content. */
export function ConditionHelp({ condition }: { condition: Condition }) {
  return (
    <div lang="nl">
      <Heading level={2} looks={3}>
        {condition.title}
      </Heading>
      <Paragraph>{condition.why}</Paragraph>
      <ul>
        {condition.needs.map((need) => (
          <li>{need.text}</li>
        ))}
      </ul>
    </div>
  )
}
