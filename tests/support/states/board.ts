import type { SignedIn, TestApp } from '../app.ts'
import { LONG } from './state.ts'

export type Board = { board: string; school: string; owner: SignedIn; leader: SignedIn; teacher: SignedIn }

/** A board with two schools, someone who decides, someone who answers for a school, and a teacher there. */
export async function aBoard(app: TestApp): Promise<Board> {
  const school = (name: string) => ({ name, place: 'Ede', pupils: 200 })
  const { board, schools } = await app.db.tx((tx) =>
    app.services.organisations.verbs.createDemo({ name: LONG, place: 'Ede', sector: 'po', schools: [school('De Regenboog'), school('Kindcentrum Onderwijsvernieuwing')] }, tx),
  )
  const [first = ''] = schools
  const owner = await app.signedIn({ name: 'Olga van der Vennen-Oosterwijk', strong: true, at: [{ organisationId: board, right: 'owner', functions: ['board-member'] }] })
  const leader = await app.signedIn({ name: 'Lies Leider', at: [{ organisationId: first, right: 'editor', functions: ['school-leader'] }] })
  const teacher = await app.signedIn({ name: 'Ties Leraar', at: [{ organisationId: first, right: 'contributor', functions: ['teacher', 'i-coach'] }] })
  return { board, school: first, owner, leader, teacher }
}
