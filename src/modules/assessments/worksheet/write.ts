import { writeOds, type Row } from '#protocols/ods'
import type { Instrument } from '#modules/instruments'
import { emptyStatement } from '../answer.ts'
import type { Answers } from '../progress.ts'
import type { Round } from '../round.ts'
import { answerChoices, arrangerChoices, cellFields, cellsOf, headers, letterOf, levelChoices, wishChoices } from './cells.ts'

const SHEET = 'Antwoorden'
export const BASE_SHEET = 'Basis'
const FIXED = ['Nr', 'Vraag', '1 Verkennen', '2 Opzetten', '3 Ingericht', '4 Borgen', 'Wat is nodig?']
const widths = ['1.4cm', '6cm', '5cm', '5cm', '6cm', '5cm', '7cm', '3.2cm', '4cm', '3cm', '3cm', '7cm', '5cm', '5cm', '2.6cm', '3cm', '4cm', '3cm']

/**
 * The measurement as a spreadsheet to fill in. A hidden sheet keeps what each cell held when the file was made:
 * with it, what this person changed can be told from what others changed in the meantime.
 */
export function writeWorksheet(round: Round, answers: Answers, instrument: Instrument, now: Date): Uint8Array {
  const statements = instrument.conditions.map((condition) => ({ condition, cells: cellsOf(answers.get(condition.id) ?? emptyStatement, condition, instrument) }))
  const rows: Row[] = statements.map(({ condition, cells }) => [
    { text: condition.id, style: 'label' },
    { text: condition.question, style: 'label' },
    ...([1, 2, 3, 4] as const).map((level) => ({ text: condition.levels[level], style: 'wrap' as const })),
    { text: condition.needs.map((need, index) => `${letterOf(index)}) ${need.text}`).join('\n'), style: 'wrap' },
    ...cellFields.map((field) =>
      field === 'term' && /^\d{4}-\d{2}-\d{2}$/.test(cells.term) ? { date: cells.term, style: 'input' as const } : { text: cells[field], style: 'input' as const },
    ),
  ])
  const list = (field: (typeof cellFields)[number], choices: readonly string[]) => ({
    column: FIXED.length + cellFields.indexOf(field),
    fromRow: 1,
    toRow: rows.length,
    list: choices,
    message: `Kies uit: ${choices.join(', ')}`,
  })
  return writeOds({
    title: `Koers: ${round.name || 'meting'}, ronde ${round.number}`,
    language: 'nl-NL',
    created: now,
    meta: { 'koers-meting': round.id, 'koers-inhoud': instrument.edition.hash },
    sheets: [
      {
        name: SHEET,
        headerRows: 1,
        columns: widths.map((width, index) => ({ width, style: index < FIXED.length ? 'wrap' : 'input' })),
        rows: [[...FIXED, ...cellFields.map((field) => headers[field])].map((text) => ({ text })), ...rows],
        validations: [list('answer', answerChoices(instrument)), list('arrangedBy', arrangerChoices), list('wish', wishChoices), list('desiredLevel', levelChoices(instrument))],
      },
      { name: 'Uitleg', columns: [{ width: '18cm' }], rows: help.map((text, index) => [{ text, style: index === 0 ? ('title' as const) : ('wrap' as const) }]) },
      {
        name: BASE_SHEET,
        hidden: true,
        columns: [{ width: '3cm' }],
        rows: [
          [{ text: 'koers-meting' }, { text: round.id }],
          ...statements.map(({ condition, cells }) => [{ text: condition.id }, ...cellFields.map((field) => ({ text: cells[field] }))]),
        ],
      },
    ],
  })
}

const help = [
  'Zo vult u dit werkblad in',
  'Vul op het blad Antwoorden de omrande cellen in. De andere cellen zijn de vraag.',
  'Uw antwoord: kies 1 tot en met 4, weet ik niet of n.v.t. Bij n.v.t. hoort een reden.',
  'Wat is er al: zet de letters van de punten die al geregeld zijn, zoals a, c.',
  'Hieraan werken: ja, met het gewenste niveau, wie het trekt en wanneer het klaar is.',
  'Bewaar het bestand als ODF-spreadsheet (.ods) en breng het terug in Koers.',
  'U ziet daar elk verschil en kiest wat u overneemt. Koers overschrijft niets zonder dat u het ziet.',
  'Zet geen namen of gegevens van leerlingen in dit bestand.',
]
