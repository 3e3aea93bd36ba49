import type { Db } from '#platform/db'
import { newId } from '#platform/secret'
import type { Action, ActionFields } from './action.ts'
import { insertActions, insertStatusChange, updateStatus } from './store.ts'

/** `conversationIn`: the round in whose conversation it was left to be found out. */
export type ExampleAction = Omit<ActionFields, 'ownerId'> & Pick<Action, 'status' | 'result' | 'finishedAt'> & { conversationIn: string | null; at: Date }

/** The plan of the made-up board of the demonstration: carried by functions, so that nobody is told. */
export async function insertExample(db: Db, organisationId: string, actions: readonly ExampleAction[]): Promise<void> {
  const told = actions.map((action) => ({ ...action, ownerId: null, id: newId() }))
  await insertActions(
    db,
    told.map(({ conversationIn, ...action }) => ({
      ...action,
      organisationId,
      origin: conversationIn === null ? ('hand' as const) : ('conversation' as const),
      originRoundId: conversationIn,
    })),
  )
  for (const { id, status, result, finishedAt, at } of told) {
    await insertStatusChange(db, id, { before: null, after: 'todo', at, byId: null })
    if (status === 'todo') continue
    await updateStatus(db, id, 1, { status, result, finishedAt, at: finishedAt ?? at })
    await insertStatusChange(db, id, { before: 'todo', after: status, at: finishedAt ?? at, byId: null })
  }
}
