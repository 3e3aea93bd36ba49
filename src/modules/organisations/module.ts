import type { Module } from '#platform/module'
import { organisationApi } from './api.ts'
import { organisationCli } from './cli.ts'
import { createOrganisations, type Organisations } from './organisations.ts'

export const module: Module<'organisations', Record<never, never>, Organisations> = {
  name: 'organisations',
  about: 'Boards, schools and locations: from the register of DUO, of visitors, and of the demonstration',
  needs: [],
  migrations: true,
  create({ db, clock }) {
    const verbs = createOrganisations({ db, clock })
    return { verbs, api: { base: '/api/organisations/v1', operations: organisationApi(verbs) }, cli: organisationCli(verbs) }
  },
}
