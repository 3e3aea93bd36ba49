import { Heading } from '#ui/heading'
import { Link } from '#ui/link'

/** What stands on a long page, to go there at once. */
export function Contents({ items, label }: { items: readonly { id: string; title: string }[]; label: string }) {
  if (items.length < 2) return null
  return (
    <nav aria-label={label}>
      <Heading level={2} looks={4}>
        {label}
      </Heading>
      <ul class="koers-links">
        {items.map(({ id, title }) => (
          <li>
            <Link href={`#${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
