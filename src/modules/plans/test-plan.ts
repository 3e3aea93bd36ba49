import { randomBytes } from 'node:crypto'
import type { Right } from '#platform/rights'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'

export type BoardApp = { app: TestApp; board: string; schools: string[]; path: string; as: (right: Right, at?: string, name?: string) => Promise<SignedIn> }

/** A board with three schools and nothing else yet; `as` signs someone in who belongs to it. */
export async function boardApp(clock?: string): Promise<BoardApp> {
  const app = await testApp(clock === undefined ? {} : { clock })
  const { board, schools } = await app.db.tx((tx) =>
    app.services.organisations.verbs.createDemo(
      {
        name: 'Stichting De Wegwijzer',
        place: 'Utrecht',
        sector: 'po',
        schools: ['De Regenboog', 'Het Kompas', 'De Vuurtoren'].map((name) => ({ name, place: 'Utrecht', pupils: 200 })),
      },
      tx,
    ),
  )
  const as = (right: Right, at = board, name = `${right} ${randomBytes(4).toString('hex')}`) => app.signedIn({ name, at: [{ organisationId: at, right }] })
  return { app, board, schools, path: `/organisaties/${board}/plan`, as }
}

/** Makes an action by the form, as a person would; its address. */
export async function made({ path }: Pick<BoardApp, 'path'>, who: SignedIn, fields: Record<string, string | string[]>): Promise<string> {
  const answer = await who.visitor.post(`${path}/nieuw`, { title: 'Tweestapsverificatie aanzetten', ...fields })
  if (answer.location === undefined) throw new Error(`not made: ${answer.status} ${answer.text.slice(0, 2000)}`)
  return answer.location
}
