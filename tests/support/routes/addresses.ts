import type { App } from '../../../src/app.ts'

/** One line of the table of the running app: `GET /metingen/:round/delen`. */
export type Route = { name: string; method: string; pattern: string }

/** All that something answers at, once each; without what only stands in front of other routes. */
export function routesOf(routes: App['routes']): Route[] {
  const names = routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${readable(path)}`)
  return [...new Set(names)].map((name) => ({ name, method: name.split(' ')[0] ?? '', pattern: name.split(' ')[1] ?? '' }))
}

/** `/metingen/:round{[\w-]{16}}` is for a router; `/metingen/:round` is for a reader. */
const readable = (path: string) => path.replaceAll(/(:\w+)\{(?:[^{}]|\{[^{}]*\})*\}/g, '$1')

/** What stands for a parameter below these addresses, the first that fits: the name of an id of the tenant in braces, or a plain value. */
const parameters: readonly [under: RegExp, Record<string, string>][] = [
  [
    /^\/api\//,
    {
      organisationId: '{board}',
      memberId: '{member}',
      invitationId: '{invitation}',
      evidenceId: '{piece}',
      networkId: '{network}',
      actionId: '{action}',
      campaignId: '{campaign}',
      notificationId: '{notification}',
      measurementId: '{measurement}',
      roundId: '{boardRound}',
      conditionId: '4.3',
      instrumentId: 'ict-voorwaarden',
    },
  ],
  [/^\/metingen\//, { round: '{boardRound}', worksheet: '{worksheet}', link: '{link}', file: 'rapport.csv', picture: 'kaart.svg', figure: 'gemiddelde-4', responsibility: '4' }],
  [/^\/netwerken\//, { org: '{board}', action: '{jointAction}', key: '{networkKey}' }],
  [/^\/beheer\/praktijken\//, { practice: '{waiting}' }],
  [/^\/beheer\//, { claim: '{firstClaim}', membership: '{member}' }],
  [/^\/praktijken\//, { practice: '{published}' }],
  [/^\/verder\//, { key: '{ownKey}' }],
  [/^\/gedeeld\//, { key: '{readKey}' }],
  [/^\/deelnemen\//, { key: '{guestKey}' }],
  [/^\/uitnodiging\//, { key: '{invitationKey}' }],
  [/^\/aanmelden\/link\//, { key: '{signInKey}' }],
  [/^\/afmelden\//, { key: '{unsubscribeKey}' }],
  [/^\/kalender\//, { file: '{feedFile}' }],
  [/^/, { org: '{board}', organisation: '{board}', practice: '{draft}', file: '{attachment}', worksheet: '{planWorksheet}', round: '{boardRound}' }],
  [/^/, { number: '1', condition: '4.4', picture: 'alle.svg', suggestion: 'ict-beleid-en-begroting', lang: 'nl', provider: 'school' }],
]

/** The address of a route with names of ids in it: `/organisaties/{board}/plan/{action}`. */
export const addressOf = ({ pattern }: Pick<Route, 'pattern'>): string =>
  pattern.replaceAll(/:(\w+)/g, (_, name: string) => parameters.find(([under, values]) => under.test(pattern) && name in values)?.[1][name] ?? `{${name}}`)

/** Puts the ids in. @throws where the tenant has nothing of that name. */
export const filled = (text: string, ids: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`The world has no id called "${name}": make one in tests/support/routes/world.ts, or say in addresses.ts which one is meant`)
    return id
  })

/** The same shape, of something that is not there. */
export const absent = (id: string): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? '00000000-0000-4000-8000-000000000000' : id.replace(/^[\w-]+/, (key) => 'bestaatniet'.repeat(3).slice(0, key.length))
