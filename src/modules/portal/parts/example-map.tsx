import type { Lang } from '#platform/i18n'
import { MapChart, type MapRow } from '#ui/charts/map'
import { Link } from '#ui/link'
import { once } from '#ui/once'
import { Paragraph } from '#ui/paragraph'
import { isUnderpinned, levelOf, type Answer, type History } from '#modules/assessments'
import type { Instrument } from '#modules/instruments'
import type { Text } from '../text.ts'

type Props = { example: Pick<History, 'round' | 'instrument' | 'answers'>; text: Text['home']['get']; lang: Lang }

/** The map of a real report: that of the example board. A finished round never changes, so it is drawn once. */
export const ExampleMap = (props: Props) => once(`example-map ${props.example.round.id} ${props.lang}`, () => <Drawn {...props} />)

function Drawn({ example: { round, instrument, answers }, text, lang }: Props) {
  const high = instrument.conditions.filter((condition) => (levelOf(answers.get(condition.id)) ?? 0) >= 3).length
  return (
    <>
      <MapChart
        id="example"
        title={text.picture(high, instrument.conditions.length)}
        rows={rowsOf(instrument, answers)}
        lang={lang}
        names={{ 1: instrument.levelName(1), 2: instrument.levelName(2), 3: instrument.levelName(3), 4: instrument.levelName(4) }}
      />
      <Paragraph>
        <Link href={`/metingen/${round.id}/rapport`}>{text.whole}</Link> · <Link href="/voorbeeld/scholen">{text.schools}</Link>
      </Paragraph>
    </>
  )
}

function rowsOf(instrument: Instrument, answers: ReadonlyMap<string, Answer>): MapRow[] {
  return instrument.edition.responsibilities.map((responsibility) => ({
    number: responsibility.id,
    label: responsibility.title,
    cells: responsibility.conditions.map(({ id, title }) => {
      const answer = answers.get(id)
      return { number: id, label: title, answer: signOf(answer), underpinned: isUnderpinned(answer), wish: answer !== undefined && answer.wish !== null }
    }),
  }))
}

function signOf(answer: Answer | undefined): MapRow['cells'][number]['answer'] {
  if (answer === undefined) return 'open'
  return answer.judgement.kind === 'level' ? answer.judgement.level : answer.judgement.kind
}
