import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from '#platform/root'
import { Instrument, type Condition, type Edition } from '#modules/instruments'
import { sidesOf, type Change } from '../../src/modules/instruments/changes.ts'
import { editionOf, loadInstrument } from '../../src/modules/instruments/load.ts'
import { keepEdition } from '../../src/modules/instruments/store.ts'
import type { TestApp } from './app.ts'

/** The real content, as the server loads it. */
export const realInstrument = new Instrument(loadInstrument(join(root, 'content/instruments/ict-voorwaarden')))

/** What happens in 2027.1, one of each: 4.2 becomes 4.7 and 4.8, 4.4 and 4.5 become 4.9. */
const usualChanges: Change[] = [
  { relation: 'changed', id: '1.1', what: 'De vraag gaat nu ook over kunstmatige intelligentie.' },
  { relation: 'split', id: '4.2', into: ['4.7', '4.8'], what: 'Rechten geven en rechten nalopen zijn nu twee vragen.' },
  { relation: 'merged', id: '4.9', from: ['4.4', '4.5'], what: 'Het zijn twee kanten van hetzelfde.' },
  { relation: 'gone', id: '5.6', why: 'Dit is nu overal geregeld.' },
  { relation: 'new', id: '6.6', what: 'Er is een nieuwe wet over digitale weerbaarheid.' },
]

/** The version after `edition`, in which this happened. A condition that is asked otherwise, or that is one of the new ones, has other words. */
export function nextVersion(edition: Edition = realInstrument.edition, version = '2027.1', conditions: Change[] = usualChanges): Edition {
  const asked = new Instrument(edition)
  const sides = conditions.map(sidesOf)
  const left = new Set(sides.flatMap(({ before }) => before))
  // Another question each; the later parts of a split ask for one of the old needs only.
  const reworded = (like: Condition, id: string, place: number): Condition => ({
    ...like,
    id,
    question: `${like.question.slice(0, -1)}, en kunstmatige intelligentie? (${id})`,
    needs: place === 0 ? like.needs : [...like.needs.slice(-1), { id: 'kalender', text: 'Er is een kalender' }, { id: 'verslag', text: 'Er is een verslag' }],
  })
  const added = sides.flatMap(({ before, after }) => after.map((id, place) => reworded(asked.condition(before[0] ?? id) ?? asked.conditions[0]!, id, place)))
  const responsibilities = edition.responsibilities.map((one) => ({
    ...one,
    conditions: [...one.conditions.filter(({ id }) => !left.has(id)), ...added.filter(({ id }) => id.startsWith(`${one.id}.`))]
      .map((condition) => ({ ...condition, buildsOn: condition.buildsOn.filter((id) => !left.has(id)) }))
      .toSorted((a, b) => Number(a.id.split('.')[1]) - Number(b.id.split('.')[1])),
  }))
  const changes = {
    editions: [...edition.changes.editions, { version, conditions: responsibilities.flatMap((one) => one.conditions.map(({ id }) => id)) }],
    transitions: [...edition.changes.transitions, { from: edition.version, to: version, conditions }],
  }
  const { hash: _, ...content } = edition
  return editionOf({ ...content, version, responsibilities, changes })
}

/** From here on the app publishes this edition, as after a start with other content; when the test ends it is as before. */
export async function publish({ services, db, clock }: TestApp, edition: Edition): Promise<void> {
  const { verbs } = services.instruments
  const before = { current: verbs.current }
  await keepEdition(db, edition, clock.now())
  Object.assign(verbs, { current: new Instrument(edition) })
  onTestFinished(() => void Object.assign(verbs, before))
}
