import { longDate } from '#platform/i18n'
import type { Line } from '../line.ts'
import { breakWords, brokenWords } from '../growth.ts'
import { countOf } from '../measure.ts'
import { recordFacts } from '../record.ts'
import type { Report } from '../report.ts'
import { settledWords } from '../settled.ts'
import { nl } from '../text.nl.ts'
import { answerName, capital, ladderRowsOf, levelName, mapRowsOf, meanWords, printDataOf, signOf, statusOf, termOf } from './words.ts'

/** What `typst/report.typ` prints: the report as ready sentences and rows. */
export function reportPrint(report: Report) {
  const { about, references } = report
  const lines = report.responsibilities.flatMap((each) => each.conditions)
  return {
    ...printDataOf(report, 'Rapport ict-voorwaarden'),
    about: aboutRows(report),
    record: recordFacts(about.record, about.round),
    dissentLabel: nl.settled.dissentLabel,
    origin: about.origin,
    summary: summaryOf(report),
    levelNote: nl.levelNote,
    meanNote: nl.measures.gemiddelde.rule,
    levelMeanings: about.instrument.levels,
    map: mapRowsOf(report),
    ladder: ladderRowsOf(report),
    questions: report.fourQuestions,
    responsibilities: report.responsibilities.map(({ id, title, promise, counts, conditions }) => ({
      id,
      title,
      promise,
      ...counts,
      counts: countsLine(counts),
      lines: conditions.map((line) => printLine(report, line)),
    })),
    steps: report.responsibilities
      .map(({ id, title, conditions }) => ({ id, title, lines: conditions.flatMap((line) => printStep(report, line) ?? []) }))
      .filter(({ lines: steps }) => steps.length > 0),
    attention: report.attention,
    wishes: report.wishes.map((wish) => ({
      ...wish,
      answer: signOf(lines.find((line) => line.id === wish.id) ?? { answer: 'open', level: null }),
      desired: wish.desiredLevel,
      owner: wish.owner || nl.wish.noOwner,
      term: termOf(wish.term),
      mark: wish.reached ? nl.wish.reached : wish.termPassed ? nl.wish.passed : '',
    })),
    noWishes: nl.wish.none,
    growth: growthOf(report, lines),
    noGrowth: nl.growth.first,
    trustNote: nl.quality.self,
    quality: qualityRows(report),
    inconsistencies: report.inconsistencies.map((each) => ({ ...each, title: lines.find((line) => line.id === each.id)?.title ?? '' })),
    norms: {
      lead: nl.norms.lead,
      note: references.norms.note,
      items: references.norms.items.map((item) => ({
        ref: normName(item.ref),
        title: item.title ?? '',
        conditions: item.conditions.map((each) => `${each.id}: ${each.level ?? nl.answerShort[each.answer === 'level' ? 'open' : each.answer]}`).join(', '),
      })),
    },
    practices: references.practices.map((practice) => ({ ...practice, conditions: practice.conditions.join(', ') })),
    laws: byCheck(references.laws, (law) => ({
      title: `${law.title} (${law.short})`,
      url: law.url ?? '',
      parts: law.parts.map(({ conditionId, part }) => (part ? `${conditionId} (${part})` : conditionId)).join(', '),
    })),
    sources: byCheck(references.sources, (source) => ({
      id: source.id,
      title: source.title,
      publisher: source.commercial ? `${source.publisher}, ${nl.sources.commercial}` : source.publisher,
      url: source.url ?? '',
      conditions: source.conditions.join(', '),
    })),
  }
}

/** `GO.01` as it is, `d9` as "domein 9", `P d2` as "privacydomein 2". */
export function normName(ref: string): string {
  const domain = /^(P )?d(\d+)$/.exec(ref)
  return domain?.[2] ? capital(domain[1] ? nl.norms.privacyDomain(domain[2]) : nl.norms.domain(domain[2])) : ref
}

/** Together what was last checked in the same way on the same day. */
function byCheck<Thing extends { checked: Checked }, Item>(things: readonly Thing[], print: (thing: Thing) => Item): { checked: string; items: Item[] }[] {
  return [...Map.groupBy(things, ({ checked }) => checkedWords(checked))].map(([checked, items]) => ({ checked, items: items.map(print) }))
}
type Checked = { state: 'read' | 'address-known' | 'named'; date: string }
const checkedWords = ({ state, date }: Checked) => `${capital(nl.checked[state])} op ${longDate(date, 'nl')}`

function aboutRows(report: Report): [string, string][] {
  const { about } = report
  const rows: [string, string | null][] = [
    [nl.about.status, statusOf(report)],
    [nl.about.round, String(about.round)],
    [nl.about.started, longDate(about.startedOn, 'nl')],
    [nl.about.scope, nl.scope[about.scope]],
    [nl.about.sector, about.sector && nl.sector[about.sector]],
    [nl.about.role, about.role?.name ?? nl.noRole],
    [nl.about.content, `${about.instrument.title}, ${nl.about.version(about.instrument.version)}`],
    [nl.about.reported, longDate(new Date(about.reportedAt), 'nl')],
  ]
  return rows.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []))
}

export const summaryOf = ({ counts }: Pick<Report, 'counts'>) =>
  `${[nl.counts.filledIn(counts.filledIn, counts.conditions), ...(counts.carried > 0 ? [nl.counts.carried(counts.carried)] : []), nl.counts.unknown(counts.unknown), nl.counts.notApplicable(counts.notApplicable), nl.counts.underpinned(counts.underpinned, counts.withLevel)].join('; ')}.`

const countsLine = (counts: Report['counts']) =>
  [
    nl.counts.filledIn(counts.filledIn, counts.conditions),
    ...(counts.carried > 0 ? [nl.counts.carried(counts.carried)] : []),
    nl.counts.unknown(counts.unknown),
    nl.counts.notApplicable(counts.notApplicable),
    nl.counts.underpinned(counts.underpinned, counts.withLevel),
    nl.counts.wishes(counts.wishes),
  ].join(' · ')

function printLine(report: Report, line: Line) {
  return {
    id: line.id,
    title: line.title,
    answer: signOf(line),
    answerName: answerName(report, line),
    underpinned: line.underpinned && line.level !== null,
    flag: line.wish !== null,
    change: changeWords(line),
    forward: line.change?.direction === 'forward',
    sentence: line.sentence ?? '',
    reason: line.reason,
    inherited: line.inherited ? nl.line.inherited(nl.arranged[line.arrangedBy ?? 'board']) : '',
    deviation: line.deviation,
    settled: settledWords(line.settled, nl, 'nl'),
    dissent: line.settled?.dissent ?? '',
    note: line.note,
    evidence: line.evidence,
    evidenceLink: line.evidenceLink,
    evidenceHref: line.evidenceLink,
    answered: answeredWords(line),
  }
}

/** "vooruit, 1 niveau; nu met bewijs"; empty when nothing changed. */
export function changeWords({ change }: Pick<Line, 'change'>): string {
  if (!change) return ''
  const { direction, steps, gainedEvidence, lostEvidence } = change
  const words = direction === 'same' ? [] : [steps === 0 ? nl.direction[direction] : `${nl.direction[direction]}, ${nl.growth.steps(steps)}`]
  return [...words, ...(gainedEvidence ? [nl.gainedEvidence] : []), ...(lostEvidence ? [nl.lostEvidence] : [])].join('; ')
}

function answeredWords(line: Line): string {
  if (!line.answeredAt || line.ageInDays === null || line.answer === 'open') return ''
  const parts = [`${capital(line.answeredBy?.name ?? nl.noRole)}, ${longDate(new Date(line.answeredAt), 'nl')} (${nl.line.age(line.ageInDays)})`]
  if (line.carried) parts.push(nl.line.carried)
  if (line.arrangedBy && !line.inherited) parts.push(`${nl.line.arranged.toLowerCase()}: ${nl.arranged[line.arrangedBy]}`)
  return `${parts.join(' · ')}.`
}

function printStep(report: Report, { id, title, level, next, wish }: Line) {
  if (!next || !level) return null
  return {
    id,
    title,
    from: level,
    to: next.level,
    words: `van ${levelName(report, level)} naar ${levelName(report, next.level)}`,
    flag: wish !== null,
    sentence: next.sentence,
    needs: next.openNeeds,
  }
}

function growthOf(report: Report, lines: readonly Line[]) {
  const { growth } = report
  if (!growth) return null
  return {
    finding: nl.growth.finding(countOf('vooruit', lines), countOf('terug', lines)),
    visible: [nl.growth.visible, brokenWords(growth, nl)].join(' ').trim(),
    changes: growth.changes.map((change) => {
      const line = lines.find((each) => each.id === change.id)
      return {
        id: change.id,
        title: line?.title ?? '',
        before: signOf(line?.previous ?? { answer: 'open', level: null }),
        after: signOf(line ?? { answer: 'open', level: null }),
        words: [changeWords({ change }), breakWords(growth.rounds.slice(-1), change.id, nl)].filter(Boolean).join('; '),
        forward: change.direction === 'forward',
        note: change.note || nl.growth.noNote,
      }
    }),
    rounds: growth.rounds.map(({ number, finishedOn, startedOn }) => `${nl.round(number)} (${(finishedOn ?? startedOn).slice(0, 4)})`),
    means: report.responsibilities.map(({ id, title }) => ({
      id,
      title,
      values: growth.rounds.map(({ means }) => meanWords(means.find((each) => each.responsibilityId === id)?.mean)),
    })),
  }
}

function qualityRows({ quality }: Report): [string, string][] {
  const day = (moment: string | null) => (moment ? longDate(new Date(moment), 'nl') : '–')
  return [
    [nl.quality.answered, nl.quality.of(quality.answered, quality.total)],
    [nl.quality.carried, String(quality.carried)],
    [nl.quality.by, quality.byRole.map(({ role, answers }) => `${role?.name ?? nl.noRole}: ${nl.quality.answers(answers)}`).join('; ') || '–'],
    [nl.quality.oldest, day(quality.oldest)],
    [nl.quality.newest, day(quality.newest)],
    [nl.quality.old, String(quality.olderThanAYear)],
    ...(quality.inherited > 0 ? [[nl.quality.inherited, String(quality.inherited)] as [string, string]] : []),
    ...(quality.deviating > 0 ? [[nl.quality.deviating, String(quality.deviating)] as [string, string]] : []),
    ...(quality.discussed > 0 ? [[nl.quality.discussed, nl.quality.of(quality.discussed, quality.total)] as [string, string]] : []),
    [nl.quality.evidence, nl.quality.of(quality.withEvidence, quality.withLevel)],
  ]
}
