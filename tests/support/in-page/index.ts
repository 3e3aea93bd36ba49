import { contrastProblems } from './contrast.ts'
import { fingerprint } from './fingerprint.ts'
import { formProblems, typed } from './forms.ts'
import { focusProblems, tabStops, watchFocus } from './keyboard.ts'
import { layoutProblems, motionProblems, widenText } from './layout.ts'
import type { Questions } from './questions.ts'
import { place, structureProblems } from './structure.ts'

const koersInPage: Questions = {
  contrastProblems,
  fingerprint,
  focusProblems,
  formProblems,
  layoutProblems,
  motionProblems,
  place,
  structureProblems,
  tabStops,
  typed,
  watchFocus,
  widenText,
}
Object.assign(globalThis, { koersInPage })
