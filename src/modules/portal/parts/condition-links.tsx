import { Link } from '#ui/link'

/** The conditions that lean on something, each leading to its question below. */
export function ConditionLinks({ ids, label }: { ids: readonly string[]; label?: string }) {
  return (
    <>
      {label && `${label} `}
      {ids.map((id, at) => (
        <>
          {at > 0 && ', '}
          <Link href={`#v${id}`}>{id}</Link>
        </>
      ))}
    </>
  )
}
