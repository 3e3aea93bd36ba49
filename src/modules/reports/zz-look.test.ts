import { test } from 'vitest'
import { writeFileSync } from 'node:fs'
import { buildReport } from '/work/main/src/modules/reports/report.ts'
import * as h from '/work/main/src/modules/reports/test-history.ts'
import * as pdf from '/work/main/src/modules/reports/pdf.ts'
const which = (process.env.WHICH ?? 'usual').split(',')
const makers = { usual: h.usualHistory, empty: h.emptyHistory, longest: h.longestHistory }
test('look', () => {
  for (const w of which) {
    const r = buildReport(makers[w](), h.NOW)
    for (const kind of (process.env.KIND ?? 'report').split(',')) {
      const f = kind === 'form' ? () => pdf.formPdf(h.realInstrument, { name: r.about.name, round: r.about.round, now: h.NOW }) : () => pdf[kind + 'Pdf'](r)
      const times = []
      let made
      for (let i = 0; i < Number(process.env.RUNS ?? 1); i++) {
        if (i > 0) {
          const vary = (x) =>
            x && typeof x === 'object'
              ? Array.isArray(x)
                ? x.map(vary)
                : Object.fromEntries(
                    Object.entries(x).map(([k, v]) => [
                      k,
                      (k === 'note' || k === 'name') && typeof v === 'string' && !Array.isArray(v) && v
                        ? v + ' ' + i + Math.random()
                        : k === 'level' && typeof v === 'number' && Object.keys(x).includes('sentence') && x.levelName === undefined
                          ? v
                          : vary(v),
                    ]),
                  )
              : x
          Object.assign(r, vary(r))
        }
        const c0 = process.cpuUsage()
        const t0 = performance.now()
        made = f()
        const c = process.cpuUsage(c0)
        times.push([Math.round((c.user + c.system) / 1000), Math.round(performance.now() - t0)])
      }
      console.log(w, kind, 'pages', made.pages, 'bytes', made.pdf.length, JSON.stringify(times), 'rss', Math.round(process.memoryUsage().rss / 1e6))
      writeFileSync(`/tmp/rep/${w}-${kind}.pdf`, made.pdf)
    }
  }
}, 120000)
