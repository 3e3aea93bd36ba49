import { bars, type Bar } from '../bars.ts'
import { median, type Figure } from '../figure.ts'
import { alternate, type Round } from '../rounds.ts'
import type { Stage } from '../stage.ts'
import type { Tally } from '../tally.ts'
import { workloads, type WorkloadName } from '../workloads.ts'

type Line = { workload: WorkloadName; what: string; cpu?: Bar; wait?: Bar; beside: readonly WorkloadName[] }

/** What is measured in CPU time, by the name for `--only`, and what runs beside it in the same rounds. */
const lines = {
  question: [{ workload: 'question', what: 'question page', cpu: bars.questionCpuMs, beside: ['reference-page', 'govuk-page'] }],
  answer: [{ workload: 'answer', what: 'stored answer with its audit line', cpu: bars.answerCpuMs, beside: ['reference-upsert'] }],
  overview: [{ workload: 'overview', what: 'overview of 59 conditions', cpu: bars.overviewCpuMs, beside: ['reference-page'] }],
  report: [{ workload: 'report', what: 'report page', cpu: bars.reportMs, wait: bars.reportMs, beside: ['reference-page'] }],
  pdf: [{ workload: 'pdf', what: 'report as PDF/UA', cpu: bars.pdfMs, wait: bars.pdfMs, beside: ['reference-page'] }],
  ods: [{ workload: 'ods', what: 'report as ODS', cpu: bars.odsMs, wait: bars.odsMs, beside: ['reference-page'] }],
  worksheet: [{ workload: 'worksheet', what: 'worksheet as ODS', cpu: bars.odsMs, wait: bars.odsMs, beside: ['reference-page'] }],
  survey: [
    { workload: 'survey-build', what: 'SurveyJS: building a survey of 59 questions', beside: ['reference-page'] },
    { workload: 'survey-answer', what: 'SurveyJS: one answer, visibility and progress', beside: ['reference-page'] },
  ],
} satisfies Record<string, Line[]>

export type CpuName = keyof typeof lines
export const cpuNames = Object.keys(lines) as CpuName[]

const ms = (value: number) => Number(value.toFixed(value < 10 ? 3 : 1))

/** All that were asked for in the same alternating rounds. */
export async function measureCpu(stage: Stage, names: readonly CpuName[], tally: Tally): Promise<Figure[]> {
  const asked: Line[] = names.flatMap((name): Line[] => lines[name])
  const needed = new Set<WorkloadName>(asked.flatMap((line) => [...line.beside, line.workload]))
  const made = []
  for (const name of needed) made.push(await workloads[name](stage))
  const rounds = await alternate(made, stage.options, tally)
  const own = asked.flatMap((line) => figuresOf(line, rounds))
  const beside = [...needed].filter((name) => !asked.some((line) => line.workload === name))
  return [...own, ...beside.map((name): Figure => cpuFigure({ workload: name, what: aside[name] ?? name, beside: [] }, rounds))]
}

const aside: Partial<Record<WorkloadName, string>> = {
  'reference-page': 'reference: one select and a page of 3 kB',
  'reference-upsert': 'reference: one upsert and a redirect',
  'govuk-page': 'GOV.UK Frontend question page (express, nunjucks)',
}

function figuresOf(line: Line, rounds: ReadonlyMap<string, readonly Round[]>): Figure[] {
  const figures = [cpuFigure(line, rounds)]
  if (line.wait) {
    const waits = (rounds.get(line.workload) ?? []).map((round) => ms(median(round.waits)))
    figures.push({ scenario: line.workload, what: `${line.what}, time until it is there`, unit: 'ms', value: median(waits), rounds: waits, bar: line.wait })
  }
  return figures
}

function cpuFigure({ workload, what, cpu, beside }: Line, all: ReadonlyMap<string, readonly Round[]>): Figure {
  const own = all.get(workload) ?? []
  const rounds = own.map((round) => ms(round.cpu))
  const ratios = beside.map((to) => ({ to, value: Number(median(own.map((round, index) => round.cpu / (all.get(to)?.[index]?.cpu ?? Number.NaN))).toFixed(2)) }))
  return {
    scenario: workload,
    what: `${what}, CPU`,
    unit: 'ms',
    value: median(rounds),
    rounds,
    ...(cpu ? { bar: cpu } : {}),
    ...(ratios.length > 0 ? { ratios } : {}),
    parts: { node: ms(median(own.map((round) => round.node))), postgres: ms(median(own.map((round) => round.postgres))) },
  }
}
