import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from '#platform/root'
import { Instrument, type Condition, type Edition } from '#modules/instruments'
import type { Transition } from '../../src/modules/instruments/changes.ts'
import { editionOf, loadInstrument } from '../../src/modules/instruments/load.ts'
import { keepEdition } from '../../src/modules/instruments/store.ts'
import type { TestApp } from './app.ts'

/** The real content, as the server loads it. */
export const realInstrument = new Instrument(loadInstrument(join(root, 'content/instruments/ict-voorwaarden')))

/**
 * The version after `edition`, in which all that can happen to a condition happened: 1.1 is asked in other words, 4.2 became
 * 4.7 and 4.8, 4.4 and 4.5 became 4.9, 5.6 is gone and 6.6 is new.
 */
export function nextVersion(edition: Edition = realInstrument.edition, version = '2027.1'): Edition {
  const conditions: Transition['conditions'] = [
    { relation: 'changed', id: '1.1', what: 'De vraag gaat nu ook over kunstmatige intelligentie.' },
    { relation: 'split', id: '4.2', into: ['4.7', '4.8'], what: 'Rechten geven en rechten nalopen zijn nu twee vragen.' },
    { relation: 'merged', id: '4.9', from: ['4.4', '4.5'], what: 'Het zijn twee kanten van hetzelfde.' },
    { relation: 'gone', id: '5.6', why: 'Dit is nu overal geregeld.' },
    { relation: 'new', id: '6.6', what: 'Er is een nieuwe wet over digitale weerbaarheid.' },
  ]
  const asked = new Instrument(edition)
  const like = (id: string, over: Partial<Condition>): Condition => ({ ...asked.condition(id)!, buildsOn: [], ...over })
  const becomes = (condition: Condition): Condition[] => {
    if (condition.id === '1.1') return [like('1.1', { question: 'Is er een visie op ict en kunstmatige intelligentie, en werkt iedereen ermee?' })]
    return ['4.2', '4.4', '4.5', '5.6'].includes(condition.id) ? [] : [{ ...condition, buildsOn: condition.buildsOn.filter((id) => !['4.2', '4.4', '4.5', '5.6'].includes(id)) }]
  }
  const added: Record<string, Condition[]> = {
    4: [
      like('4.2', { id: '4.7', title: 'Rechten geven op basis van rollen' }),
      like('4.2', {
        id: '4.8',
        title: 'Rechten nalopen',
        needs: asked.condition('4.2')!.needs.slice(-1).concat({ id: 'nieuw-een', text: 'Er is een kalender' }, { id: 'nieuw-twee', text: 'Er is een verslag' }),
      }),
      like('4.4', { id: '4.9', title: 'Samengevoegde voorwaarde' }),
    ],
    6: [like('6.1', { id: '6.6', title: 'Digitale weerbaarheid', question: 'Is de school voorbereid op een lange storing?' })],
  }
  const responsibilities = edition.responsibilities.map((one) => ({ ...one, conditions: [...one.conditions.flatMap(becomes), ...(added[one.id] ?? [])] }))
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
