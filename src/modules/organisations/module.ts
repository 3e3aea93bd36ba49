import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Module } from '#platform/module'
import type { Notifications } from '#modules/notifications'
import type { People } from '#modules/people'
import { organisationApi } from './api.ts'
import { createClaims, type Claims } from './claims/claims.ts'
import { organisationCli } from './cli.ts'
import { createHandovers } from './handovers/handovers.ts'
import { createInvitations } from './invitations/invitations.ts'
import { forgetting, organisationsKeeper } from './keeper.ts'
import { createMemberships, type Memberships } from './memberships/memberships.ts'
import { forgetEnded } from './memberships/store.ts'
import { createOrganisations, type Organisations } from './organisations.ts'
import { createOwnOrganisations } from './own-organisations.ts'
import { createInviteAgain } from './invitations/again.ts'
import { findNeighbours, neighboursOf, placeIn, portable, wholeOf, type Moving } from './moving.ts'
import { administrationPages } from './pages/administration.tsx'
import { claimPages } from './pages/claim.tsx'
import { invitationPages } from './pages/invitation.tsx'
import { invitePages } from './pages/invite.tsx'
import { joinPages } from './pages/join.tsx'
import { memberPages } from './pages/member.tsx'
import { ownPages } from './pages/own.tsx'
import { peoplePages } from './pages/people.tsx'
import { revocationPages } from './pages/revocation.tsx'
import { createRevocations } from './revocations/revocations.ts'
import { secondStepPages } from './pages/second-step.tsx'
import { createSecondStepRule } from './second-step/second-step.ts'

type Verbs = Organisations & Pick<Memberships, 'mine'> & Pick<Claims, 'countForAdministrator'> & { moving: Moving }

export const module: Module<'organisations', { people: People; notifications: Notifications }, Verbs> = {
  name: 'organisations',
  about: 'Boards, schools and locations, from the register of DUO or made by hand; who belongs to them with which function and right',
  needs: ['people', 'notifications'],
  migrations: true,
  create({ db, clock, mail, config }, { people, notifications }) {
    const { publicUrl } = config
    const verbs = createOrganisations({ db, clock })
    const memberships = createMemberships({ db, clock, people, notifications })
    const invitations = createInvitations({ db, clock, mail, people, publicUrl })
    const claims = createClaims({ db, clock, people, notifications })
    const handovers = createHandovers({ db, clock, notifications })
    const pages = new Hono<HttpEnv>()
      .route('/', joinPages(verbs, memberships))
      .route('/', ownPages(createOwnOrganisations({ db, clock })))
      .route('/', claimPages(claims))
      .route('/', invitationPages(invitations))
      .route('/', invitePages(invitations))
      .route('/', secondStepPages(createSecondStepRule({ db, clock, people, notifications })))
      .route('/', memberPages(memberships))
      .route('/', peoplePages({ memberships, invitations, claims, handovers, clock }))
      .route('/', administrationPages(claims, handovers))
      .route('/', revocationPages(createRevocations({ db, clock, people, notifications })))
    return {
      verbs: {
        ...verbs,
        mine: memberships.mine,
        countForAdministrator: claims.countForAdministrator,
        moving: { wholeOf, neighboursOf, findNeighbours, placeIn, inviteAgain: createInviteAgain({ clock, mail, publicUrl }) },
      },
      portable,
      pages,
      api: { base: '/api/organisations/v1', operations: organisationApi({ organisations: verbs, memberships, invitations }) },
      cli: organisationCli(verbs),
      jobs: [forgetting],
      retention: [{ name: 'ended-memberships', days: config.keep.endedMemberships, forget: forgetEnded }],
      keeper: organisationsKeeper({ db, clock, people }),
    }
  },
}
