import type { Db } from '#platform/db'
import type { Instruments } from '#modules/instruments'
import { carriedAnswers } from './earlier-answers.ts'
import type { Round } from './round.ts'
import { answersOf, insertAnswers } from './store.ts'

/** Lets a new round begin with the answers of the one before it, in the transaction that makes it. */
export async function carryOver(tx: Db, instruments: Instruments, last: Round, next: Round): Promise<void> {
  const [earlier, later] = [await instruments.edition(last.editionHash, tx), await instruments.edition(next.editionHash, tx)]
  await insertAnswers(tx, next.id, carriedAnswers(later, earlier, await answersOf(tx, last)))
}
