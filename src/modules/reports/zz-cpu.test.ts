import { test } from 'vitest'
import { Hono } from 'hono'
import { module } from './module.ts'
import { buildReport } from './report.ts'
import { formats } from './format.ts'
import { boardPdf, formPdf, oversightPdf } from './pdf.ts'
import * as h from './test-history.ts'
const ids = h.realInstrument.conditions.map((c) => c.id)
const shift = (s: any, by: number) =>
  Object.fromEntries(
    ids.map((id, at) => [
      id,
      {
        ...s[ids[(at + by) % ids.length]!],
        needs: h.realInstrument
          .condition(id)!
          .needs.slice(0, s[ids[(at + by) % ids.length]!].needs?.length ?? 0)
          .map((n: any) => n.id),
      },
    ]),
  )
const boards = Array.from({ length: 12 }, (_, i) => h.history([1, 2, 3].map((n) => shift(h.usualSayings(n), i * 7)) as any, { name: 'Bestuur ' + i }))
let now = boards[0]!
const { pages } = module.create({ clock: { now: () => h.NOW } } as any, { assessments: { history: async () => now, open: async () => now } as any, instruments: {} as any })
const app = new Hono<any>()
app.use(async (c, next) => {
  c.set('lang', 'nl')
  c.set('actor', { keys: [] })
  c.set('page', { lang: 'nl', path: c.req.path, mode: 'trial', assets: { css: '/a', icon: '/b', script: (n: string) => n } })
  await next()
})
app.route('/', pages!)
const cpu = async (name: string, f: (g: any, i: number) => unknown) => {
  const t: number[] = []
  for (let i = 0; i < 24; i++) {
    now = boards[i % 12]!
    const u = process.cpuUsage()
    await f(now, i)
    const d = process.cpuUsage(u)
    await new Promise((r) => setImmediate(r))
    if (i >= 4) t.push((d.user + d.system) / 1000)
  }
  t.sort((a, b) => a - b)
  console.log(name.padEnd(16), 'min', t[0]!.toFixed(1), 'median', t[10]!.toFixed(1), 'rss', Math.round(process.memoryUsage().rss / 1e6))
}
test('cpu', async () => {
  await cpu('buildReport', (g) => buildReport(g, h.NOW))
  await cpu('web report', async (g) => (await app.request(`/metingen/${g.round.id}/rapport`)).text())
  await cpu('web growth', async (g) => (await app.request(`/metingen/${g.round.id}/groei`)).text())
  await cpu('json', (g) => formats.json.make(buildReport(g, h.NOW)))
  await cpu('csv', (g) => formats.csv.make(buildReport(g, h.NOW)))
  await cpu('ods', (g) => formats.ods.make(buildReport(g, h.NOW)))
  await cpu('pdf other boards', (g) => formats.pdf.make(buildReport(g, h.NOW)))
  await cpu('pdf same board', () => formats.pdf.make(buildReport(boards[0]!, h.NOW)))
  await cpu('pdf edited board', (_, i) =>
    formats.pdf.make(buildReport({ ...boards[0]!, answers: new Map(boards[0]!.answers).set('4.3', h.answer('4.3', { level: 2, note: 'x' + i })) } as any, h.NOW)),
  )
  await cpu('board A4', (g) => boardPdf(buildReport(g, h.NOW)))
  await cpu('oversight A4', (g) => oversightPdf(buildReport(g, h.NOW)))
  await cpu('form', (g) => formPdf(h.realInstrument, { name: g.round.name, round: 1, now: h.NOW }))
}, 300000)
