import { dayOf } from '#platform/clock'
import type { Line } from './line.ts'
import { changeWords } from './print/report-print.ts'
import type { ResponsibilityReport } from './responsibility.ts'
import { settledWords } from './settled.ts'
import { nl } from './text.nl.ts'

export type Value = string | number | { day: string } | null

/** One row is one condition: the same columns in the table (CSV) and in the spreadsheet (ODS). */
export type Column = { label: string; width: string; value: (line: Line, responsibility: ResponsibilityReport) => Value; link?: (line: Line) => string }

const yes = (value: boolean) => (value ? 'ja' : 'nee')
const answerWords = ({ answer, level }: Pick<Line, 'answer' | 'level'>) => (level === null ? nl.answer[answer] : `${nl.answer.level} ${level}`)

export const columns: readonly Column[] = [
  { label: 'Nummer', width: '1.6cm', value: (line) => line.id },
  { label: 'Verantwoordelijkheid', width: '4cm', value: (_, responsibility) => `${responsibility.id} ${responsibility.title}` },
  { label: 'Voorwaarde', width: '5cm', value: (line) => line.title },
  { label: 'Vraag', width: '6cm', value: (line) => line.question },
  { label: 'Antwoord', width: '3cm', value: (line) => nl.answer[line.answer] },
  { label: 'Niveau', width: '1.7cm', value: (line) => line.level },
  { label: 'Naam van het niveau', width: '2.6cm', value: (line) => line.levelName },
  { label: 'Zin van het niveau', width: '7cm', value: (line) => line.sentence },
  { label: 'Reden (niet van toepassing)', width: '4cm', value: (line) => line.reason },
  { label: 'Werkpunten klaar', width: '2.2cm', value: (line) => line.needs.filter((need) => need.done).length },
  { label: 'Werkpunten in totaal', width: '2.2cm', value: (line) => line.needs.length },
  { label: 'Geregeld door', width: '2.6cm', value: (line) => line.arrangedBy && nl.arranged[line.arrangedBy] },
  { label: 'Ingevuld door het bestuur', width: '2.4cm', value: (line) => yes(line.inherited) },
  { label: 'Bij ons anders, want', width: '6cm', value: (line) => line.deviation },
  { label: 'Samen besproken', width: '6cm', value: (line) => settledWords(line.settled, nl, 'nl') },
  { label: nl.settled.dissentLabel, width: '6cm', value: (line) => line.settled?.dissent ?? '' },
  { label: 'Toelichting', width: '7cm', value: (line) => line.note },
  { label: 'Bewijs', width: '5cm', value: (line) => line.evidence },
  { label: 'Link naar het bewijs', width: '5cm', value: (line) => line.evidenceLink, link: (line) => line.evidenceLink },
  { label: 'Onderbouwd', width: '2.4cm', value: (line) => (line.level === null ? null : yes(line.underpinned)) },
  { label: 'Gewenst niveau', width: '2.2cm', value: (line) => line.wish?.desiredLevel ?? null },
  { label: 'Wie trekt dit', width: '4cm', value: (line) => line.wish?.owner ?? null },
  { label: 'Wanneer klaar', width: '2.6cm', value: (line) => (line.wish?.term ? { day: line.wish.term } : null) },
  { label: 'Beantwoord door', width: '4cm', value: (line) => line.answeredBy?.name ?? null },
  { label: 'Beantwoord op', width: '2.6cm', value: (line) => (line.answeredAt ? { day: dayOf(new Date(line.answeredAt)) } : null) },
  { label: 'Dagen oud', width: '1.8cm', value: (line) => line.ageInDays },
  { label: 'Overgenomen uit de vorige ronde', width: '2.6cm', value: (line) => yes(line.carried) },
  { label: 'Vorige ronde', width: '3cm', value: (line) => line.previous && answerWords(line.previous) },
  { label: 'Verandering', width: '4cm', value: (line) => line.change && (changeWords(line) || nl.direction.same) },
  { label: 'Volgende stap', width: '7cm', value: (line) => line.next && `${nl.level(line.next.level, line.next.levelName)}: ${line.next.sentence}` },
  {
    label: 'Nog nodig',
    width: '7cm',
    value: (line) =>
      line.needs
        .filter((need) => !need.done)
        .map((need) => need.text)
        .join('\n'),
  },
]
