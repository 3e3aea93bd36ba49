import { writeOds, type Cell, type Row, type Sheet } from '#protocols/ods'
import { answerWords } from './parts/condition.tsx'
import type { Report } from './report.ts'
import { nl } from './text.nl.ts'

const text = (value: string, href?: string | null): Cell => (value === '' ? null : { text: value, ...(href ? { href } : {}) })
const number = (value: number | null | undefined): Cell => (value == null ? null : { number: Math.round(value * 100) / 100 })
const day = (value: string | null | undefined): Cell => (value ? { date: value.slice(0, 10) } : null)
const head = (...labels: string[]): Row => labels.map((label) => ({ text: label }))
const sheet = (name: string, widths: string[], rows: Row[]): Sheet => ({ name, headerRows: 1, columns: widths.map((width) => ({ width })), rows })

/** The report as a workbook: the same numbers as the page, as numbers, for who wants to go on with them. */
export function reportOds(report: Report): Uint8Array<ArrayBuffer> {
  const bytes = writeOds({
    title: `${nl.title}: ${report.about.name || nl.untitled}, ${nl.round(report.about.round).toLowerCase()}`,
    language: 'nl-NL',
    created: new Date(report.about.reportedAt),
    sheets: [summary(report), conditions(report), wishes(report), ...(report.growth ? [growth(report)] : []), norms(report), sources(report)],
  })
  return new Uint8Array(bytes)
}

function summary(report: Report): Sheet {
  const { about } = report
  const level = (mean: { mean: number } | null) => number(mean?.mean)
  const rows: Row[] = [
    head('Verantwoordelijkheid', 'Voorwaarden', 'Ingevuld', 'Weet ik niet', 'Niet van toepassing', 'Onderbouwd', 'Gemiddeld niveau', 'Gerekend over', 'Vorige ronde', 'Gewenst', 'Wensen'),
    ...report.responsibilities.map(({ id, title, counts, mean, previousMean, desiredMean }) => [
      text(`${id} ${title}`), number(counts.conditions), number(counts.filledIn), number(counts.unknown), number(counts.notApplicable), number(counts.underpinned), level(mean), number(mean?.over), level(previousMean), level(desiredMean), number(counts.wishes),
    ]),
    [],
    [text(nl.about.name), text(about.name || nl.untitled)],
    [text(nl.about.status), text(about.finishedOn ? nl.status.finished(about.finishedOn) : nl.status.provisional)],
    [text(nl.about.content), text(nl.about.version(about.instrument.version))],
    ...report.fourQuestions.map(({ question, answer }) => [text(question), { text: answer, span: 10 }, ...Array.from({ length: 9 }, () => null)]),
    [text(about.origin)],
  ]
  return sheet('Samenvatting', ['8cm', ...Array.from({ length: 10 }, () => '2.6cm')], rows)
}

function conditions(report: Report): Sheet {
  const rows = report.responsibilities.flatMap((one) =>
    one.conditions.map((line): Row => [
      text(line.id), text(line.title), text(answerWords(line, nl)), number(line.level), text(line.sentence ?? line.reason), text(line.underpinned ? 'ja' : 'nee'), text(line.arrangedBy ? nl.arranged[line.arrangedBy] : ''), text(line.note), text(line.evidence),
      text(line.evidenceLink, line.evidenceLink), number(line.needs.filter((need) => need.done).length), text(line.next?.openNeeds.join('\n') ?? ''), text(line.next ? `${line.next.level} ${line.next.levelName}: ${line.next.sentence}` : ''), text(line.answeredBy?.name ?? ''), day(line.answeredAt),
    ]),
  )
  return sheet('Voorwaarden', ['1.4cm', '6cm', '3.4cm', '1.6cm', '7cm', '2.4cm', '2.6cm', '7cm', '5cm', '5cm', '2.2cm', '7cm', '7cm', '4cm', '2.8cm'], [
    head('Nr', 'Voorwaarde', 'Antwoord', 'Niveau', 'Dat betekent', 'Onderbouwd', 'Geregeld door', 'Toelichting', 'Bewijs', 'Link naar het bewijs', 'Werkpunten klaar', 'Nog nodig', 'Volgende stap', 'Beantwoord door', 'Beantwoord op'),
    ...rows,
  ])
}

const wishes = (report: Report) =>
  sheet('Werkpunten', ['1.4cm', '7cm', '2cm', '2.4cm', '6cm', '3cm'], [
    head('Nr', 'Voorwaarde', 'Nu', 'Gewenst niveau', 'Wie trekt dit', 'Wanneer klaar'),
    ...report.wishes.map((wish): Row => [text(wish.id), text(wish.title), number(wish.level), number(wish.desiredLevel), text(wish.owner), day(wish.term)]),
  ])

function growth(report: Report): Sheet {
  const rounds = report.growth?.rounds ?? []
  const title = new Map(report.responsibilities.flatMap((one) => one.conditions.map((line) => [line.id, line.title])))
  const rows = (report.growth?.conditions ?? []).map((trace): Row => [text(trace.id), text(title.get(trace.id) ?? ''), ...trace.rounds.flatMap((one): Cell[] => [one.level === null ? text(nl.answerShort[one.answer === 'level' ? 'open' : one.answer]) : number(one.level), text(one.note)])])
  return sheet('Groei', ['1.4cm', '7cm', ...rounds.flatMap(() => ['3cm', '6cm'])], [
    head('Nr', 'Voorwaarde', ...rounds.flatMap((round) => [`${nl.round(round.number)} (${round.finishedOn ?? nl.status.provisional})`, `Toelichting ronde ${round.number}`])),
    ...rows,
  ])
}

const norms = (report: Report) =>
  sheet('Normen', ['2.4cm', '8cm', '10cm'], [
    head('Norm', 'Titel', 'Voorwaarden en niveau'),
    ...report.references.norms.items.map((item): Row => [text(item.ref), text(item.title ?? nl.norms.unknownTitle, item.url), text(item.conditions.map((one) => `${one.id} (${one.level ?? nl.answerShort[one.answer === 'level' ? 'open' : one.answer]})`).join(', '))]),
  ])

const sources = (report: Report) =>
  sheet('Bronnen', ['10cm', '5cm', '10cm', '5cm', '3cm'], [
    head('Bron', 'Uitgever', 'Adres', 'Laatst nagegaan', 'Datum'),
    ...report.references.sources.map((source): Row => [text(source.title), text(source.publisher), text(source.url ?? nl.sources.noAddress, source.url), text(nl.checked[source.checked.state]), day(source.checked.date)]),
    ...report.references.laws.map((law): Row => [text(law.title), text('wet of regel'), text(law.url ?? nl.sources.noAddress, law.url), text(nl.checked[law.checked.state]), day(law.checked.date)]),
  ])
