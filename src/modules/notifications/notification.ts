import type { Group, Kind, Rhythm, Way } from './kinds.ts'

/** What one person was told. A kind of an older version may be unknown by now. */
export type Notification = { id: string; kind: string; group: string; params: Record<string, string>; about: string; createdAt: Date; readAt: Date | null }

export type Inbox = { items: Notification[]; unread: number; page: number; more: boolean }

/** How one person wants to hear of things. */
export type Preferences = { ways: Record<Group, Way>; rhythm: Rhythm }

export type Told = { personId: string; kind: Kind }

export const INBOX_PAGE = 50
