import { answerInThread } from '#platform/thread'

/** A thread for tests: says back what it is asked, refuses it, or stops. */
answerInThread((question: string) => {
  if (question === 'refuse') throw new RangeError('not this')
  if (question === 'stop') process.exit(3)
  return { answer: `${question}!` }
})
