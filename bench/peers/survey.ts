import { createRequire } from 'node:module'

/** SurveyJS without a browser: a survey of 59 questions with 4 choices. Does on request what a server would do with each stored answer. */
const { Model } = createRequire(import.meta.url)('survey-core')

const QUESTIONS = 59
const PER_PAGE = 6
const choices = [1, 2, 3, 4].map((value) => ({ value, text: `Level ${value}: there is an agreement that holds for all schools.` }))
const questions = Array.from({ length: QUESTIONS }, (_, index) => ({
  type: 'radiogroup',
  name: `q${index}`,
  title: `Question ${index}`,
  choices,
  // Every second question hangs on the one before it, as a survey with branches does.
  ...(index % 2 === 1 ? { visibleIf: `{q${index - 1}} > 1 or {q${index - 1}} empty` } : {}),
}))
const survey = {
  progressBarType: 'questions',
  pages: Array.from({ length: Math.ceil(QUESTIONS / PER_PAGE) }, (_, page) => ({ name: `p${page}`, elements: questions.slice(page * PER_PAGE, (page + 1) * PER_PAGE) })),
}

type Survey = { setValue(name: string, value: number): void; getAllQuestions(visibleOnly: boolean): unknown[]; getProgress(): number }
export type SurveyJob = { what: 'build' | 'answer'; count: number }
export type SurveyDone = { visible: number; progress: number }

let kept: Survey | undefined

process.on('message', ({ what, count }: SurveyJob) => {
  let model: Survey = (kept ??= new Model(survey))
  const done: SurveyDone = { visible: 0, progress: 0 }
  for (let index = 0; index < count; index++) {
    if (what === 'build') model = new Model(survey)
    else model.setValue(`q${index % QUESTIONS}`, 1 + ((index + Math.floor(index / QUESTIONS)) % 4))
    done.visible = model.getAllQuestions(true).length
    done.progress = model.getProgress()
  }
  process.send?.(done)
})
process.on('disconnect', () => process.exit(0))
