import type { Round } from './round.ts'

/** What a key gives on a round. Functions of people (bestuurder, schoolleider …) come with accounts and map onto these. */
export type Access = 'owner' | 'reader' | 'none'

/** Everyone may look at an example; a reader and an owner may look at what their key opens. */
export const mayRead = (access: Access, round: Pick<Round, 'example'>) => round.example || access !== 'none'

/** Only an owner sees the questions, the notes in progress and the way to other rounds of the organisation. */
export const mayWork = (access: Access, round: Pick<Round, 'example'>) => access === 'owner' && !round.example

/** Answers change only while the round is open, and only by its owner. */
export const mayAnswer = (access: Access, round: Pick<Round, 'example' | 'finishedAt'>) => mayWork(access, round) && round.finishedAt === null

/** Sharing, withdrawing a link, starting the next round and deleting are the owner's, also after finishing. */
export const mayManage = mayWork
