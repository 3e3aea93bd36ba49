import { realInstrument } from '../content.ts'
import { overTheBreak } from '../over-the-break.ts'
import type { State } from './state.ts'

/** A new round after the questions changed. */
export async function differences(): Promise<State[]> {
  const { owner, earlier, path } = await overTheBreak(Object.fromEntries(realInstrument.conditions.map(({ id }) => [id, { answer: '2' }])))
  const as = [...owner.cookies].map(([name, value]) => ({ name, value }))
  return [
    { name: 'task list of other questions', path, as, advanced: /van \d+ ingevuld/ },
    { name: 'what changed', path: `${path}/verschillen`, as, advanced: /Wat er aan de vragen veranderd is/ },
    { name: 'what changed at one', path: `${path}/verschillen/1.1`, as, advanced: /1\.1/ },
    { name: 'growth over other questions', path: `${earlier}/groei`, as, advanced: /eerste ronde|gingen vooruit|vergelijk/i },
  ]
}
