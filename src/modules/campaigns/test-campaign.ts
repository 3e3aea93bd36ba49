import { sql } from '#platform/sql'
import type { SignedIn, TestApp } from '../../../tests/support/app.ts'

type Options = { anonymity?: 'named' | 'function' | 'anonymous'; byLink?: boolean; scope?: 'board' | 'schools' | 'both' }

/** A board with two schools, people at each, and a campaign over both, made through the page. */
export async function campaign(app: TestApp, { anonymity = 'named', byLink = false, scope = 'both' }: Options = {}) {
  const { organisations } = app.services
  const school = (name: string) => ({ name, place: 'Ede', pupils: 100 })
  const { board, schools } = await app.db.tx((tx) =>
    organisations.verbs.createDemo({ name: 'Stichting De Wegwijzer', place: 'Ede', sector: 'po', schools: [school('De Regenboog'), school('De Vlieger')] }, tx),
  )
  const [first = '', second = ''] = schools
  const owner = await app.signedIn({ name: 'Olga Owner', at: [{ organisationId: board, right: 'owner', functions: ['board-member'] }] })
  const privacy = await app.signedIn({ name: 'Pim Privacy', at: [{ organisationId: board, right: 'contributor', functions: ['privacy-security'] }] })
  const leader = await app.signedIn({ name: 'Lies Leider', at: [{ organisationId: first, right: 'editor', functions: ['school-leader'] }] })
  const teacher = await app.signedIn({ name: 'Ties Leraar', at: [{ organisationId: first, right: 'contributor', functions: ['teacher'] }] })
  const stranger = await app.signedIn({ name: 'Sam Vreemd', at: [{ organisationId: second, right: 'owner' }] })
  const chosen = scope === 'board' ? {} : { schools: [first] }
  const made = await owner.visitor.post(`/organisaties/${board}/rondes/nieuw`, {
    title: 'Voorjaarsronde',
    startsOn: '2026-03-02',
    endsOn: '2026-03-30',
    scope,
    ...chosen,
    anonymity,
    byLink: byLink ? 'yes' : '',
  })
  const path = made.location ?? ''
  const id = path.split('/').at(-1) ?? ''
  const { parts } = await app.services.campaigns.verbs.see(owner.actor, id)
  const roundAt = (organisationId: string) => parts.find((part) => part.organisationId === organisationId)?.roundId ?? ''
  return { board, first, second, owner, privacy, leader, teacher, stranger, id, path, ofBoard: roundAt(board), ofSchool: roundAt(first) }
}

export const lettersTo = async (app: TestApp, who: string) =>
  app.db.rows<{ recipient: string; subject: string; text: string }>(
    sql`select recipient, subject, text from platform.mail where recipient like ${`${who}%`} order by created_at, id`,
  )
export const say = (who: SignedIn, round: string, condition: string, answer: string, reason = '') =>
  who.visitor.post(`/metingen/${round}/kijk/${condition}`, { version: '0', answer, reason })
