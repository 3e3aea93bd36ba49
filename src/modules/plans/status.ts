/** te doen · bezig · wacht · klaar · vervallen */
export const statuses = ['todo', 'busy', 'waiting', 'done', 'dropped'] as const
export type Status = (typeof statuses)[number]

/** What may follow what. Done and dropped are left only by taking the work up again. */
export const nextStatuses: Readonly<Record<Status, readonly Status[]>> = {
  todo: ['busy', 'waiting', 'done', 'dropped'],
  busy: ['done', 'waiting', 'todo', 'dropped'],
  waiting: ['busy', 'done', 'todo', 'dropped'],
  done: ['busy'],
  dropped: ['todo'],
}

export const mayFollow = (before: Status, after: Status) => nextStatuses[before].includes(after)

/** There is still something to do. */
export const isOpen = (status: Status) => status !== 'done' && status !== 'dropped'

export type StatusChange = { before: Status | null; after: Status; at: Date; byId: string | null }
