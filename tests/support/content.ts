import { join } from 'node:path'
import { root } from '#platform/root'
import { Instrument } from '#modules/instruments'
import { loadInstrument } from '../../src/modules/instruments/load.ts'

/** The real content, as the server loads it. */
export const realInstrument = new Instrument(loadInstrument(join(root, 'content/instruments/ict-voorwaarden')))
