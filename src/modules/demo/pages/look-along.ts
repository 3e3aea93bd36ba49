import type { MiddlewareHandler } from 'hono'
import type { HttpEnv } from '#platform/http'
import type { Standing } from '#platform/rights'
import type { Round } from '#modules/assessments'

/** The made-up board, its schools and their rounds; empty where there is no demonstration. */
export type Example = { organisationIds: ReadonlySet<string>; roundIds: ReadonlySet<string> }
export const noExample: Example = { organisationIds: new Set(), roundIds: new Set() }

export const exampleOf = (rounds: readonly Round[]): Example => ({
  organisationIds: new Set(rounds.map((round) => round.organisationId)),
  roundIds: new Set(rounds.map((round) => round.id)),
})

const reader: Standing = { right: 'reader', functions: [] }
const address = /^\/(organisaties|metingen)\/([\w-]+)(?:\/|$)/

/**
 * Whoever looks at the demonstration looks as a reader of its board: on its own addresses only, and only to look. So it is shown by
 * the pages that a board uses, which ask the policy they always ask; nothing that is sent there is done for anyone.
 */
export const lookAlong =
  (example: () => Example): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const [, kind, id = ''] = address.exec(c.req.path) ?? []
    const { organisationIds, roundIds } = example()
    const isExample = kind === 'organisaties' ? organisationIds.has(id) : kind === 'metingen' && roundIds.has(id)
    if (isExample && (c.req.method === 'GET' || c.req.method === 'HEAD')) {
      const { standing } = c.var.actor
      const readers = [...organisationIds].filter((one) => !standing.has(one)).map((one) => [one, reader] as const)
      c.set('actor', { ...c.var.actor, standing: new Map([...standing, ...readers]) })
      c.set('page', { ...c.var.page, example: true })
    }
    await next()
  }
