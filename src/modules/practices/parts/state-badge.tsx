import { Badge } from '#ui/badge'
import type { State } from '../practice.ts'
import type { Text } from '../text.ts'

const kinds = { draft: 'neutral', submitted: 'neutral', published: 'growth', returned: 'warning', withdrawn: 'neutral' } as const satisfies Record<State, string>

export const StateBadge = ({ state, text }: { state: State; text: Text }) => <Badge kind={kinds[state]}>{text.state[state]}</Badge>
