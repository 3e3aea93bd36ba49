import type { Right } from '#platform/rights'
import { sql } from '#platform/sql'
import type { SignedIn, TestApp } from '../app.ts'
import type { Visitor } from '../visitor.ts'

type Places = { board: string; school: string; own: string; other: string }
/** Where someone may hold a right: the tenant, its first school, a board of its own making, someone else's board, a measurement without account. */
export type Place = keyof Places | 'measurement'

/** Everyone who comes to the door. Who only has a browser has no account. */
export type Roles = Awaited<ReturnType<typeof rolesAt>>
export type RoleName = keyof Roles | 'strangersToken' | 'editorsToken'
export type Someone = { visitor: Visitor; actor?: undefined }

export async function rolesAt(app: TestApp, { board, school, own, other }: Places) {
  const at = (organisationIds: readonly string[], right: Right, name: string): Promise<SignedIn> =>
    app.signedIn({ name, at: organisationIds.map((organisationId) => ({ organisationId, right })) })
  const administrator = async (name: string, strong: boolean): Promise<SignedIn> => {
    const one = await app.signedIn({ name, strong })
    await app.db.rows(sql`update people.person set administrator = true where id = ${one.id}`)
    return one
  }
  const browser = (): Someone => ({ visitor: app.visitor() })
  const otherKey = browser()
  await otherKey.visitor.post('/metingen', {})
  return {
    nobody: browser(),
    otherKey,
    nowhere: await app.signedIn({ name: 'Noor Nergens' }),
    stranger: await at([other], 'owner', 'Vincent Vreemd'),
    reader: await at([board, own], 'reader', 'Ria Reader'),
    contributor: await at([board, own], 'contributor', 'Cas Contributor'),
    editor: await at([board, own], 'editor', 'Els Editor'),
    owner: await at([board, own], 'owner', 'Olga Owner'),
    schoolReader: await at([school], 'reader', 'Sien Schoolreader'),
    schoolContributor: await at([school], 'contributor', 'Sem Schoolcontributor'),
    schoolEditor: await at([school], 'editor', 'Sil Schooleditor'),
    schoolOwner: await at([school], 'owner', 'Sanne Schoolowner'),
    guest: browser(),
    measurer: browser(),
    linkReader: browser(),
    administrator: await administrator('Ad Min', false),
    strongAdministrator: await administrator('Ada Min', true),
  }
}

type Held = Partial<Record<Place, Right>>
const ofBoard = (right: Right): Held => ({ board: right, school: right, own: right })

/** What each may, where; whoever is not named holds nothing. */
export const held: Record<RoleName, Held> = {
  nobody: {},
  otherKey: {},
  nowhere: {},
  stranger: { other: 'owner' },
  strangersToken: { other: 'owner' },
  reader: ofBoard('reader'),
  contributor: ofBoard('contributor'),
  editor: ofBoard('editor'),
  editorsToken: ofBoard('editor'),
  owner: ofBoard('owner'),
  schoolReader: { school: 'reader' },
  schoolContributor: { school: 'contributor' },
  schoolEditor: { school: 'editor' },
  schoolOwner: { school: 'owner' },
  guest: {},
  measurer: { measurement: 'owner' },
  linkReader: { measurement: 'reader' },
  administrator: {},
  strongAdministrator: {},
}
export const withoutAccount: ReadonlySet<RoleName> = new Set<RoleName>(['nobody', 'otherKey', 'guest', 'measurer', 'linkReader'])
