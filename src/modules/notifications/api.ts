import { z } from 'zod'
import type { ApiOperation } from '#platform/openapi'
import type { Notification } from './notification.ts'
import type { Notifications } from './notifications.ts'
import { sentenceOf } from './text.ts'
import type { Lang } from '#platform/i18n'

/** Stands in the examples; a test puts one of its own in its place. */
export const EXAMPLE_NOTIFICATION = 'meldingvoorbeeld'

const notification = z.object({
  id: z.string(),
  kind: z.string().describe('Such as action-given.'),
  group: z.string().describe('security, invitations, rounds, plan, evidence or network.'),
  text: z.string().describe('The sentence a person reads, in the language of the caller.'),
  about: z.string().describe('The path of the page it is about.'),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
})

const present = (one: Notification, lang: Lang): z.input<typeof notification> => ({
  id: one.id,
  kind: one.kind,
  group: one.group,
  text: sentenceOf(one, lang),
  about: one.about,
  createdAt: one.createdAt.toISOString(),
  readAt: one.readAt?.toISOString() ?? null,
})

export function notificationApi(notifications: Notifications): ApiOperation[] {
  return [
    {
      id: 'listNotifications',
      method: 'get',
      path: '/notifications',
      tag: 'notifications',
      secured: 'person',
      summary: 'Read what you were told, unread first',
      description: 'With a token of your account. At most 50; `more` says that a next page holds older ones.',
      query: z.object({
        state: z.enum(['all', 'unread']).default('all'),
        page: z.coerce.number().int().min(1).max(1000).default(1),
      }),
      example: { query: { state: 'unread', page: '1' } },
      success: {
        status: 200,
        description: 'Your notifications.',
        name: 'Notifications',
        schema: z.object({ items: z.array(notification), unread: z.number().int().describe('Counted up to 100.'), more: z.boolean() }),
      },
      async handle(c, { query }: { params: undefined; query: { state: 'all' | 'unread'; page: number }; body: undefined }) {
        const { items, unread, more } = await notifications.inbox(c.var.actor, { page: query.page, unreadOnly: query.state === 'unread' })
        return { status: 200, body: { items: items.map((one) => present(one, c.var.lang)), unread, more } }
      },
    },
    {
      id: 'readNotification',
      method: 'put',
      path: '/notifications/{notificationId}/read',
      tag: 'notifications',
      secured: 'person',
      summary: 'Mark one as read',
      description: 'Done twice it is done.',
      params: z.object({ notificationId: z.string().regex(/^[\w-]{16}$/, 'id') }),
      example: { params: { notificationId: EXAMPLE_NOTIFICATION } },
      success: { status: 204, description: 'It is read.' },
      async handle(c, { params }: { params: { notificationId: string }; query: undefined; body: undefined }) {
        await notifications.markRead(c.var.actor, params.notificationId)
        return { status: 204 }
      },
    },
  ]
}
