import { dayOf, HOUR } from '#platform/clock'
import type { JobKind } from '#platform/jobs'
import { addDays } from './campaign.ts'
import type { Letters } from './letters.ts'
import { endingOn, markReminded, participantsOf } from './store.ts'

/** A week before the end, and the day before it. */
const REMIND_BEFORE = [7, 1]
const hourInNetherlands = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' })
/** Nobody is written to at night. */
const FROM_HOUR = 8

export const campaignJobs = (letters: Letters): JobKind[] => [
  {
    name: 'campaigns.remind',
    every: HOUR / 2,
    async run({ db, at }) {
      if (Number(hourInNetherlands.format(at)) < FROM_HOUR) return
      const today = dayOf(at)
      const ending = await endingOn(
        db,
        REMIND_BEFORE.map((days) => addDays(today, days)),
        today,
      )
      for (const campaign of ending) {
        if (!(await markReminded(db, campaign.id, today))) continue
        await letters.reminded(
          db,
          campaign,
          (await participantsOf(db, campaign.id)).filter((participant) => !participant.doneAt),
          undefined,
        )
      }
    },
  },
]
