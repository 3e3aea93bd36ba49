import type { Answer, Answers } from '#modules/assessments'
import { ownAnswer } from '#modules/assessments'
import type { Condition, Instrument } from '#modules/instruments'
import { answeredAt, sessionDay } from './session.ts'
import { statementFrom } from './statement.ts'
import type { Chapter, Story } from './story.ts'

/** The answers of the board per round, oldest round first. */
export function boardRounds(story: Story, instrument: Instrument): Answers[] {
  const rounds: Answers[] = []
  for (const round of story.rounds) {
    const before = rounds.at(-1)
    const answers = story.chapters.flatMap((chapter) => chapter.answers.flatMap((_, place) => answerIn(chapter, place, round.id, instrument, before)))
    rounds.push(new Map(answers.map((answer) => [answer.conditionId, answer])))
  }
  return rounds
}

function answerIn(chapter: Chapter, place: number, round: string, instrument: Instrument, before: Answers | undefined): Answer[] {
  const told = chapter.answers[place]
  const session = chapter.sessions[round]
  const said = told?.rounds[round]
  const condition: Condition | undefined = told && instrument.condition(told.condition)
  if (!told || !session || !said || !condition) return []
  const { answer } = said
  if (answer === 'carried') {
    const earlier = before?.get(condition.id)
    return earlier ? [{ ...earlier, carried: true }] : []
  }
  return [
    {
      ...statementFrom({ ...said, answer }, condition, told.arrangedBy ?? null),
      conditionId: condition.id,
      version: 1,
      answeredBy: said.by ?? session.by,
      answeredAt: answeredAt(sessionDay(session.day), place),
      ...ownAnswer,
    },
  ]
}
