import { longDate, type Lang } from '#platform/i18n'
import type { Line } from './line.ts'
import { countOf } from './measure.ts'
import type { Report } from './report.ts'
import { shortened } from './shortened.ts'
import { textIn } from './text.ts'

export const sectionIds = ['steers', 'risks', 'progress', 'ask'] as const
type Named = { id: string; title: string }
/** A sentence and the conditions it rests on. */
export type Point = { text: string; conditions: Named[] }
export type Section = { id: (typeof sectionIds)[number]; title: string; points: Point[] }

const QUESTIONS = 5
const WISHES = 3
const OWNER = 44

/** What a supervisory board needs for its talk, from the same report: what is steered on, risks, progress, what to ask. */
export function oversightOf(report: Report, lang: Lang): Section[] {
  const { oversight } = textIn(lang)
  const lines = report.responsibilities.flatMap((responsibility) => responsibility.conditions)
  const found = findingsIn(lines, report)
  const points: Record<Section['id'], Point[]> = {
    steers: steers(report, lang),
    risks: risks(found, lang),
    progress: progress(report, lines, lang),
    ask: questions(found, report, lines, lang),
  }
  return sectionIds.map((id) => ({ id, title: oversight.sections[id], points: points[id] }))
}

type Findings = Record<'foundation' | 'unknown' | 'unproven' | 'passed' | 'back', Named[]>

function findingsIn(lines: readonly Line[], report: Report): Findings {
  const named = (keep: (line: Line) => boolean): Named[] => lines.filter(keep).map(({ id, title }) => ({ id, title }))
  const applies = lines.filter((line) => line.answer !== 'not-applicable')
  return {
    foundation: named((line) => line.level === 1 && applies.some((other) => other.buildsOn.includes(line.id))),
    unknown: named((line) => line.answer === 'unknown'),
    unproven: named((line) => (line.level ?? 0) >= 3 && !line.underpinned),
    passed: report.wishes.filter((wish) => wish.termPassed).map(({ id, title }) => ({ id, title })),
    back: named((line) => line.change?.direction === 'back'),
  }
}

function steers({ wishes, about }: Report, lang: Lang): Point[] {
  const text = textIn(lang)
  const { steers: words } = text.oversight
  if (wishes.length === 0) return [{ text: words.none, conditions: [] }]
  const name = (level: number | null) => (level === null ? text.noLevel : text.level(level, about.instrument.levels[level - 1]?.name ?? ''))
  return [
    { text: words.wishes(wishes.length, wishes.filter((wish) => wish.owner !== '' && wish.term !== null).length), conditions: [] },
    ...wishes
      .filter((wish) => !wish.reached)
      .slice(0, WISHES)
      .map(({ id, title, level, desiredLevel, owner, term }) => ({
        text: words.wish({
          title,
          level: name(level),
          desired: name(desiredLevel),
          owner: shortened(owner, OWNER) || text.wish.noOwner,
          term: term ? longDate(term, lang) : text.wish.noTerm,
        }),
        conditions: [{ id, title }],
      })),
  ]
}

function risks(found: Findings, lang: Lang): Point[] {
  const words = textIn(lang).oversight.risks
  const kinds = ['foundation', 'unknown', 'unproven', 'passed'] as const
  const points = kinds.flatMap((kind) => (found[kind].length > 0 ? [{ text: words[kind](found[kind].length), conditions: found[kind] }] : []))
  return points.length > 0 ? points : [{ text: words.none, conditions: [] }]
}

function progress({ growth, wishes, quality }: Report, lines: readonly Line[], lang: Lang): Point[] {
  const text = textIn(lang)
  const words = text.oversight.progress
  const moved = (direction: 'forward' | 'back', label: string): Point[] => {
    const conditions = lines.filter((line) => line.change?.direction === direction).map(({ id, title }) => ({ id, title }))
    return conditions.length > 0 ? [{ text: label, conditions }] : []
  }
  return [
    ...(growth
      ? [
          { text: words.finding(text.growth.finding(countOf('vooruit', lines), countOf('terug', lines))), conditions: [] },
          ...moved('forward', words.forward),
          ...moved('back', words.back),
        ]
      : [{ text: text.growth.first, conditions: [] }]),
    ...(wishes.length > 0 ? [{ text: words.reached(wishes.filter((wish) => wish.reached).length, wishes.length), conditions: [] }] : []),
    { text: words.quality(quality.answered, quality.total, quality.withEvidence, quality.withLevel), conditions: [] },
  ]
}

function questions(found: Findings, { wishes }: Report, lines: readonly Line[], lang: Lang): Point[] {
  const words = textIn(lang).oversight.ask
  const about = (kind: 'foundation' | 'back' | 'unknown' | 'unproven'): Point[] =>
    found[kind].slice(0, 1).map((condition) => ({ text: words[kind](condition.title), conditions: [condition] }))
  const loose = wishes.filter((wish) => !wish.reached && (wish.owner === '' || wish.term === null))
  const answered = countOf('voorwaarden', lines) > countOf('open', lines)
  return [
    ...about('foundation'),
    ...about('back'),
    ...about('unknown'),
    ...about('unproven'),
    ...(loose.length > 0 ? [{ text: words.agreement(loose.length), conditions: loose.map(({ id, title }) => ({ id, title })) }] : []),
    ...[...(answered ? [words.chosen] : []), words.money, words.outside].map((text) => ({ text, conditions: [] })),
  ].slice(0, QUESTIONS)
}
