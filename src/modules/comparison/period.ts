import { dayOf } from '#platform/clock'

/** A school year, from 1 August on: "2026-2027". The answers of one year are published together, once, when it is over. */
export type Period = { id: string; from: Date; until: Date }

export const periodPattern = /^(20\d{2})-(20\d{2})$/

/** 1 August is in summer time every year, so the Dutch midnight is two hours before that of UTC. */
const firstOfAugust = (year: number) => new Date(`${year}-08-01T00:00:00+02:00`)

const beginningIn = (year: number): Period => ({ id: `${year}-${year + 1}`, from: firstOfAugust(year), until: firstOfAugust(year + 1) })

export function periodOf(moment: Date): Period {
  const [year = 0, month = 0] = dayOf(moment).split('-').map(Number)
  return beginningIn(month >= 8 ? year : year - 1)
}

/** Undefined for a text that is no school year, such as 2026-2029. */
export function periodNamed(id: string): Period | undefined {
  const [, from, until] = periodPattern.exec(id) ?? []
  return from !== undefined && Number(until) === Number(from) + 1 ? beginningIn(Number(from)) : undefined
}

export const next = (period: Period) => periodOf(period.until)

/** The school years that are over and still to be published, oldest first: after the last one published, and not before anyone took part. */
export function periodsDue({ firstJoined, lastPublished, now }: { firstJoined: Date; lastPublished: string | undefined; now: Date }): Period[] {
  const published = lastPublished === undefined ? undefined : periodNamed(lastPublished)
  const due: Period[] = []
  const begin = periodOf(firstJoined)
  for (let period = published && published.from >= begin.from ? next(published) : begin; period.until <= now; period = next(period)) due.push(period)
  return due
}
