export type { Kind, Notice } from './kinds.ts'
export type { Notifications } from './notifications.ts'
