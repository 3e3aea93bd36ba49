import { z } from 'zod'
import { longText, shortText } from '#platform/text-input'
import type { Instrument } from '#modules/instruments'
import { isOneOwner, oneOwner, ownerFields, TITLE_LIMIT, WHY_LIMIT } from '../action.ts'
import { isDayOfYear, WEEKS_AT_MOST, type Due } from './due.ts'

export type TaskFields = { title: string; why: string; conditionId: string | null; ownerId: string | null; owner: string; due: Due }

/** A task that comes back every year; `contentId` when it was taken over from the suggestions. */
export type StandingTask = TaskFields & { id: string; organisationId: string; contentId: string | null; version: number }

/** One year of it: the day, and whether it was ticked off. */
export type Occurrence = { task: StandingTask; year: number; day: string; done: { at: Date; byId: string | null } | null }

const number = (problem: string) =>
  shortText(3)
    .refine((typed) => /^\d{0,2}$/.test(typed), problem)
    .transform((typed) => Number(typed))

export function taskSchema(instrument: Instrument, kept: string | null = null) {
  return z
    .object({
      title: shortText(TITLE_LIMIT).refine((title) => /[\p{L}\p{N}]/u.test(title), 'title-required'),
      why: longText(WHY_LIMIT),
      conditionId: shortText(10)
        .refine((id) => id === '' || id === kept || instrument.condition(id) !== undefined, 'unknown-condition')
        .transform((id) => (id === '' ? null : id)),
      ...ownerFields,
      when: z.enum(['day', 'before-summer']).catch('day'),
      day: number('day-required'),
      month: number('day-required'),
      weeks: number('weeks-required'),
    })
    .refine(isOneOwner, oneOwner)
    .refine(({ when, month, day }) => when !== 'day' || isDayOfYear(month, day), { path: ['day'], error: 'day-required' })
    .refine(({ when, weeks }) => when !== 'before-summer' || (weeks >= 1 && weeks <= WEEKS_AT_MOST), { path: ['weeks'], error: 'weeks-required' })
    .transform(({ when, day, month, weeks, ...rest }): TaskFields => ({ ...rest, due: when === 'day' ? { kind: 'day', month, day } : { kind: 'before-summer', weeks } }))
}

export type TaskTyped = Record<'title' | 'why' | 'conditionId' | 'ownerId' | 'owner' | 'when' | 'day' | 'month' | 'weeks', string>

export const typedTask = ({ due, ...task }: TaskFields): TaskTyped => ({
  title: task.title,
  why: task.why,
  conditionId: task.conditionId ?? '',
  ownerId: task.ownerId ?? '',
  owner: task.owner,
  when: due.kind,
  day: due.kind === 'day' ? String(due.day) : '',
  month: due.kind === 'day' ? String(due.month) : '',
  weeks: due.kind === 'before-summer' ? String(due.weeks) : '',
})

export function typedTaskAgain(typed: Record<string, string | string[]>): TaskTyped {
  const one = (name: keyof TaskTyped) => [typed[name] ?? ''].flat()[0] ?? ''
  return {
    title: one('title'),
    why: one('why'),
    conditionId: one('conditionId'),
    ownerId: one('ownerId'),
    owner: one('owner'),
    when: one('when'),
    day: one('day'),
    month: one('month'),
    weeks: one('weeks'),
  }
}
