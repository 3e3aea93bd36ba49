import { LevelSign } from '#ui/sign'
import type { Instrument } from '#modules/instruments'
import { isUnderpinned, type Answer } from '../answer.ts'
import type { Text } from '../text.ts'
import { judgementWords, signOf } from '../words.ts'

/** An answer as a sign with its words. The sign shows the number; who hears the page gets it in the words. */
export function AnswerSign({ answer, instrument, text }: { answer: Answer; instrument: Instrument; text: Text }) {
  const { judgement } = answer
  return (
    <>
      <LevelSign answer={signOf(judgement)} underpinned={isUnderpinned(answer)} carried={answer.carried} flag={answer.wish !== null} label="" />{' '}
      {judgement.kind === 'level' ? (
        <>
          <span class="koers-hidden">{judgement.level} </span>
          {instrument.levelName(judgement.level)}
        </>
      ) : (
        judgementWords(judgement, instrument, text)
      )}
    </>
  )
}
