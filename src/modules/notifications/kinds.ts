/** What a person chooses about, one by one. Security is not a choice. */
export const groups = ['security', 'invitations', 'rounds', 'plan', 'evidence', 'network', 'practices'] as const
export type Group = (typeof groups)[number]
export const chosenGroups = groups.filter((group) => group !== 'security')

/** How a person hears of it: in Koers only; also a letter at once; also in a letter with others; not at all. */
export const ways = ['app', 'mail', 'digest', 'off'] as const
export type Way = (typeof ways)[number]

export const rhythms = ['daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

/** Without a choice: at once what asks for an answer soon, together what can wait till the morning. */
export const usualWay: Record<Group, Way> = { security: 'mail', invitations: 'mail', rounds: 'mail', plan: 'digest', evidence: 'digest', network: 'digest', practices: 'digest' }

/** Everything a person can be told: to which group it belongs, and the words its sentence needs (see the texts). A `day` is yyyy-mm-dd: each reads it in their own language. */
export const kinds = {
  'signed-in': { group: 'security', params: ['device'] },
  'sign-in-changed': { group: 'security', params: ['what'] },
  'email-changed': { group: 'security', params: ['address'] },
  'token-made': { group: 'security', params: ['label'] },
  'access-given': { group: 'invitations', params: ['organisation', 'by'] },
  'access-changed': { group: 'invitations', params: ['organisation', 'by'] },
  'access-ended': { group: 'invitations', params: ['organisation'] },
  'access-revoked': { group: 'invitations', params: ['organisation', 'reason'] },
  'access-refused': { group: 'invitations', params: ['organisation'] },
  'access-asked': { group: 'invitations', params: ['organisation', 'by'] },
  'second-step-asked': { group: 'invitations', params: ['organisation', 'by'] },
  'school-moved': { group: 'invitations', params: ['school', 'from', 'to'] },
  'boards-merged': { group: 'invitations', params: ['from', 'to'] },
  'round-opened': { group: 'rounds', params: ['organisation', 'round'] },
  'round-invited': { group: 'rounds', params: ['organisation', 'round', 'day'] },
  'round-reminder': { group: 'rounds', params: ['organisation', 'round', 'day'] },
  'round-closed': { group: 'rounds', params: ['organisation', 'round'] },
  'conversation-began': { group: 'rounds', params: ['organisation', 'round'] },
  'questions-given': { group: 'rounds', params: ['organisation', 'by', 'count'] },
  'round-remark': { group: 'rounds', params: ['condition', 'by'] },
  'round-to-adopt': { group: 'rounds', params: ['organisation', 'round'] },
  'round-adopted': { group: 'rounds', params: ['organisation', 'round'] },
  'action-given': { group: 'plan', params: ['action', 'by'] },
  'action-due': { group: 'plan', params: ['action', 'day'] },
  'action-late': { group: 'plan', params: ['action', 'day'] },
  'action-comment': { group: 'plan', params: ['action', 'by'] },
  'task-given': { group: 'plan', params: ['task', 'by'] },
  'task-due': { group: 'plan', params: ['task', 'day'] },
  'task-late': { group: 'plan', params: ['task', 'day'] },
  'action-done': { group: 'plan', params: ['action', 'by'] },
  'evidence-expires': { group: 'evidence', params: ['evidence', 'day'] },
  'evidence-expired': { group: 'evidence', params: ['evidence'] },
  'evidence-to-check': { group: 'evidence', params: ['evidence', 'by'] },
  'network-invited': { group: 'network', params: ['network', 'organisation'] },
  'network-joined': { group: 'network', params: ['network', 'organisation'] },
  'network-removed': { group: 'network', params: ['network', 'organisation'] },
  'network-coordinates': { group: 'network', params: ['network', 'organisation'] },
  'network-asked': { group: 'network', params: ['network', 'organisation'] },
  'network-offered': { group: 'network', params: ['network', 'organisation'] },
  'network-action': { group: 'network', params: ['network', 'organisation', 'action'] },
  'network-wish': { group: 'network', params: ['network', 'condition', 'count'] },
  'practice-submitted': { group: 'practices', params: ['practice', 'organisation'] },
  'practice-published': { group: 'practices', params: ['practice'] },
  'practice-returned': { group: 'practices', params: ['practice'] },
} as const satisfies Record<string, { group: Group; params: readonly string[] }>

export type Kind = keyof typeof kinds
export type Params<K extends Kind> = Record<(typeof kinds)[K]['params'][number], string>

/** One thing to tell some people, with where it is about: a path of this site. */
export type Notice = { [K in Kind]: { kind: K; params: Params<K>; about: string; personIds: readonly string[] } }[Kind]

export const isKind = (kind: string): kind is Kind => Object.hasOwn(kinds, kind)
