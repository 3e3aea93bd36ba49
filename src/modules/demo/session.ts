import { DAY, HOUR, MINUTE } from '#platform/clock'
import type { StoryRound } from './story.ts'

const at = (day: string, time: string) => new Date(`${day}T${time}:00Z`)

export const startOf = (round: StoryRound) => at(round.started, '07:30')
export const endOf = (round: StoryRound) => at(round.finished, '14:00')

/** A session starts at half past nine in the Netherlands (half past ten in summer); an answer takes about eight minutes. */
export const answeredAt = (day: Date, place: number) => new Date(day.getTime() + HOUR + place * 8 * MINUTE)

export const sessionDay = (day: string) => at(day, '07:30')

/** The working days of a round: two weeks from Monday, `place` from 0 to 9. */
export const workingDay = (round: StoryRound, place: number) => new Date(startOf(round).getTime() + (place + (place >= 5 ? 2 : 0)) * DAY)
