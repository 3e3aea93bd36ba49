import type { Actor } from '#platform/http'

/** An administrator who gave a second factor in this session sees what waits and what failed, and may let it try again. */
export const mayOperate = ({ person }: Pick<Actor, 'person'>): boolean => person !== undefined && person.administrator && person.strong
