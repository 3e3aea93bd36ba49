import { Badge } from '#ui/badge'
import type { State } from '../piece.ts'
import type { Text } from '../text.ts'

const kinds = { valid: 'growth', expiring: 'warning', expired: 'warning', withdrawn: 'neutral' } as const

export const StateBadge = ({ state, text }: { state: State; text: Text }) => <Badge kind={kinds[state]}>{text.state[state]}</Badge>
