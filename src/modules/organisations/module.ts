import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { People } from '#modules/people'
import { organisationApi } from './api.ts'
import { organisationCli } from './cli.ts'
import { createInvitations } from './invitations/invitations.ts'
import { createMemberships } from './memberships/memberships.ts'
import { createOrganisations, type Organisations } from './organisations.ts'
import { invitationPages } from './pages/invitation.tsx'
import { invitePages } from './pages/invite.tsx'
import { memberPages } from './pages/member.tsx'
import { peoplePages } from './pages/people.tsx'

export const module: Module<'organisations', { people: People }, Organisations> = {
  name: 'organisations',
  about: 'Boards, schools and locations, from the register of DUO or made by hand; who belongs to them with which function and right',
  needs: ['people'],
  migrations: true,
  create({ db, clock, mail, config }, { people }) {
    const verbs = createOrganisations({ db, clock })
    const memberships = createMemberships({ db, clock, people })
    const invitations = createInvitations({ db, clock, mail, people, publicUrl: config.publicUrl })
    const pages = new Hono<HttpEnv>()
      .route('/', invitationPages(invitations))
      .route('/', invitePages(invitations))
      .route('/', memberPages(memberships))
      .route('/', peoplePages({ memberships, invitations, clock }))
    return { verbs, pages, api: { base: '/api/organisations/v1', operations: organisationApi(verbs) }, cli: organisationCli(verbs) }
  },
}
