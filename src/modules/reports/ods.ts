import { longDate } from '#platform/i18n'
import { writeOds, type Cell, type Row, type Sheet } from '#protocols/ods'
import { columns, type Value } from './column.ts'
import { breakWords } from './growth.ts'
import { changeWords, normName } from './print/report-print.ts'
import { nameOf, statusOf } from './print/words.ts'
import { recordFacts } from './record.ts'
import type { Report } from './report.ts'
import type { Mean } from './responsibility.ts'
import { nl } from './text.nl.ts'

/** The report as a spreadsheet of six sheets. Nothing in it is a formula. */
export function reportOds(report: Report): Uint8Array<ArrayBuffer> {
  const bytes = writeOds({
    title: `${nl.title}: ${nameOf(report)}`,
    language: 'nl-NL',
    author: 'Koers',
    created: new Date(report.about.reportedAt),
    sheets: [summary(report), conditions(report), needs(report), growth(report), norms(report), sources(report)],
  })
  return new Uint8Array(bytes)
}

const text = (words: string): Cell => (words === '' ? null : { text: words })
const number = (value: number): Cell => ({ number: value })
/** One decimal, as everywhere else. */
const mean = (value: Mean | undefined): Cell => (value ? { number: Math.round(value.mean * 10) / 10 } : null)
const link = (words: string, href: string): Cell => (words === '' ? null : { text: words, href })

function cell(value: Value): Cell {
  if (value === null) return null
  return typeof value === 'number' ? number(value) : typeof value === 'string' ? text(value) : { date: value.day }
}

const widths = (...lengths: number[]) => lengths.map((length) => ({ width: `${length}cm` }))
const head = (...labels: string[]): Row => labels.map(text)

function summary(report: Report): Sheet {
  const { about } = report
  const rows: [string, Cell][] = [
    [nl.about.status, text(statusOf(report))],
    [nl.about.round, number(about.round)],
    ...recordFacts(about.record, about.round).map(([label, words]): [string, Cell] => [label, text(words)]),
    [nl.about.started, { date: about.startedOn }],
    [nl.about.scope, text(nl.scope[about.scope])],
    [nl.about.sector, text(about.sector ? nl.sector[about.sector] : '')],
    [nl.about.role, text(about.role?.name ?? nl.noRole)],
    [nl.about.content, text(`${about.instrument.title}, ${nl.about.version(about.instrument.version)}`)],
    [nl.about.reported, text(longDate(new Date(about.reportedAt), 'nl'))],
  ]
  const table = head(
    'Nr.',
    'Verantwoordelijkheid',
    'Voorwaarden',
    'Ingevuld',
    'Overgenomen',
    'Nog open',
    'Weet ik niet',
    'Niet van toepassing',
    'Met een niveau',
    'Onderbouwd',
    'Gemiddeld niveau',
    'Vorige ronde',
    'Gewenst',
    'Wensen',
    'Werkpunten klaar',
    'Werkpunten',
  )
  return {
    name: 'Samenvatting',
    columns: widths(4, 7, ...Array.from({ length: 14 }, () => 2.6)),
    rows: [
      [{ text: nameOf(report), style: 'title' }],
      ...rows.map(([label, value]): Row => [{ text: label, style: 'label' }, value]),
      [],
      ...report.fourQuestions.map((item): Row => [{ text: item.question, style: 'label' }, { text: item.answer, span: 15 }, ...Array.from({ length: 14 }, () => null)]),
      [],
      table.map((label) => label && { ...label, style: 'heading' as const }),
      ...report.responsibilities.map(({ id, title, counts, ...means }): Row => [
        text(id),
        text(title),
        number(counts.conditions),
        number(counts.filledIn),
        number(counts.carried),
        number(counts.open),
        number(counts.unknown),
        number(counts.notApplicable),
        number(counts.withLevel),
        number(counts.underpinned),
        mean(means.mean),
        mean(means.previousMean),
        mean(means.desiredMean),
        number(counts.wishes),
        number(counts.needsDone),
        number(counts.needs),
      ]),
      [],
      [{ text: about.origin, style: 'note', span: 16 }],
    ],
  }
}

const conditions = ({ responsibilities }: Report): Sheet => ({
  name: 'Voorwaarden',
  columns: columns.map(({ width }) => ({ width })),
  headerRows: 1,
  rows: [
    head(...columns.map(({ label }) => label)),
    ...responsibilities.flatMap((each) =>
      each.conditions.map((line): Row => columns.map((column) => (column.link ? link(column.link(line), column.link(line)) : cell(column.value(line, each))))),
    ),
  ],
})

const needs = ({ responsibilities }: Report): Sheet => ({
  name: 'Werkpunten',
  columns: widths(1.6, 6, 9, 2, 2.4, 5, 3),
  headerRows: 1,
  rows: [
    head('Nummer', 'Voorwaarde', 'Werkpunt', 'Klaar', 'Gewenst niveau', 'Wie trekt dit', 'Wanneer klaar'),
    ...responsibilities.flatMap((each) =>
      each.conditions.flatMap(({ id, title, needs: items, wish }) =>
        items.map((need): Row => [
          text(id),
          text(title),
          text(need.text),
          text(need.done ? 'ja' : 'nee'),
          wish && number(wish.desiredLevel),
          text(wish?.owner ?? ''),
          wish?.term ? { date: wish.term } : null,
        ]),
      ),
    ),
  ],
})

function growth({ growth: past, responsibilities }: Report): Sheet {
  const lines = responsibilities.flatMap((each) => each.conditions)
  if (!past) return { name: 'Groei', columns: widths(16), rows: [[text(nl.growth.first)]] }
  return {
    name: 'Groei',
    columns: widths(1.6, 7, ...past.rounds.map(() => 3.4), 5, 9),
    headerRows: 1,
    rows: [
      head(
        'Nummer',
        'Voorwaarde of verantwoordelijkheid',
        ...past.rounds.map(({ number: round, finishedOn, startedOn }) => `${nl.round(round)} (${finishedOn ?? startedOn})`),
        'Verandering',
        'Toelichting',
      ),
      ...responsibilities.map(({ id, title }): Row => [
        { text: id, style: 'label' },
        { text: title, style: 'label' },
        ...past.rounds.map(({ means }) => mean(means.find((each) => each.responsibilityId === id)?.mean)),
      ]),
      ...past.conditions.map(({ id, rounds }): Row => {
        const line = lines.find((each) => each.id === id)
        return [
          text(id),
          text(line?.title ?? ''),
          ...rounds.map(({ answer, level }) => (level ? number(level) : text(nl.answer[answer]))),
          text([line ? changeWords(line) : '', breakWords(past.rounds, id, nl)].filter(Boolean).join('; ')),
          text(line?.note ?? ''),
        ]
      }),
    ],
  }
}

const norms = ({ references }: Report): Sheet => ({
  name: 'Normen',
  columns: widths(3.4, 7, 6, 2.4, 6),
  headerRows: 1,
  rows: [
    head('Norm', 'Titel', 'Domein', 'Voorwaarde', 'Antwoord'),
    ...references.norms.items.flatMap((item) =>
      item.conditions.map((condition): Row => [
        text(normName(item.ref)),
        item.url ? link(item.title ?? nl.norms.unknownTitle, item.url) : text(item.title ?? nl.norms.unknownTitle),
        text([normName(item.domain), item.domainTitle].filter(Boolean).join(': ')),
        text(condition.id),
        condition.level ? number(condition.level) : text(nl.answer[condition.answer]),
      ]),
    ),
  ],
})

const sources = ({ references }: Report): Sheet => ({
  name: 'Bronnen',
  columns: widths(3, 3, 10, 5, 5, 5, 3),
  headerRows: 1,
  rows: [
    head('Soort', 'Nummer', 'Titel', 'Van', 'Bij', 'Stand', 'Nagegaan op'),
    ...references.sources.map((source): Row => [
      text('bron'),
      text(source.id),
      source.url ? link(source.title, source.url) : text(source.title),
      text(source.publisher),
      text(source.conditions.join(', ')),
      text(nl.checked[source.checked.state]),
      { date: source.checked.date },
    ]),
    ...references.laws.map((law): Row => [
      text('wet'),
      text(law.short),
      law.url ? link(law.title, law.url) : text(law.title),
      null,
      text(law.parts.map(({ conditionId, part }) => (part ? `${conditionId} (${part})` : conditionId)).join(', ')),
      text(nl.checked[law.checked.state]),
      { date: law.checked.date },
    ]),
    ...references.practices.map((practice): Row => [
      text('goed voorbeeld'),
      text(practice.source),
      text(`${practice.title}. ${practice.summary}`),
      text(practice.by),
      text(practice.conditions.join(', ')),
      null,
      null,
    ]),
  ],
})
