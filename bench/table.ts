import { barWords } from './bars.ts'
import { meets, type Figure } from './figure.ts'

const judged = (figure: Figure) => (figure.bar === undefined ? '' : meets(figure.value, figure.bar) ? 'ok' : 'over')
const spread = ({ rounds }: Figure) => (new Set(rounds).size < 2 ? '' : `${Math.min(...rounds)}–${Math.max(...rounds)}`)
const named = (values: Readonly<Record<string, number>>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** The figures for people: one line each, columns as wide as they need to be. */
export function table(figures: readonly Figure[]): string {
  const head = ['what', 'bar', 'figure', 'rounds', 'ratio', '']
  const lines = figures.map((figure) => [
    figure.what,
    figure.bar ? barWords(figure.bar) : '',
    `${figure.value}${figure.unit === '' ? '' : ` ${figure.unit}`}`,
    spread(figure),
    (figure.ratios ?? []).map(({ to, value }) => `${value} × ${to}`).join(', '),
    judged(figure),
  ])
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)))
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return [row(head), row(widths.map((width) => '-'.repeat(width))), ...lines.flatMap((line, index) => [row(line), ...detail(figures[index])])].join('\n')
}

const detail = (figure: Figure | undefined) => (figure?.parts ? [`    ${named(figure.parts)}`] : [])

export const overIn = (figures: readonly Figure[]) => figures.filter((figure) => judged(figure) === 'over')
