/** What a person may do at an organisation, weakest first. A right at a board holds for its schools and their locations. */
export const rights = ['reader', 'contributor', 'editor', 'owner'] as const
export type Right = (typeof rights)[number]

/** What a person does there. It decides wording and who is asked what; the right decides what may be done. */
export const personFunctions = [
  'board-member',
  'school-leader',
  'ict-coordinator',
  'privacy-security',
  'data-protection-officer',
  'information-manager',
  'i-coach',
  'learning-materials',
  'test-coordinator',
  'student-administration',
  'teacher',
  'supervisor',
  'adviser',
] as const
export type PersonFunction = (typeof personFunctions)[number]

/** How a person stands to one organisation: the strongest of what they hold there and at its board. */
export type Standing = {
  right: Right
  functions: readonly PersonFunction[]
  /** What the organisation belongs to, nearest first, where that was read along. */
  above?: readonly string[]
}

/**
 * Who is signed in. `strong`: a second factor was given in this session; never true for a token.
 * `passedSecondStep`: the same, or this is a token that was made in such a session.
 */
export type Person = { id: string; name: string; email: string; administrator: boolean; sessionId: string; strong: boolean; passedSecondStep: boolean }

export const atLeast = (held: Right | undefined, needed: Right): boolean => held !== undefined && rights.indexOf(held) >= rights.indexOf(needed)

/** The places of an organisation (see `ui/organisation-page.tsx`) that someone with this right may open. A reader sees what came of it, not the work. */
export function placesFor(right: Right): ('' | 'rondes' | 'plan' | 'bewijs' | 'groei' | 'vergelijken' | 'netwerken' | 'mensen' | 'logboek')[] {
  return ['', 'rondes', 'plan', 'bewijs', 'groei', 'vergelijken', 'netwerken', 'mensen', ...(right === 'owner' ? (['logboek'] as const) : [])]
}
