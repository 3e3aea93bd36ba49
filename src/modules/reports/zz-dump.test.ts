import { test } from 'vitest'
import { writeFileSync } from 'node:fs'
import { buildReport } from './report.ts'
import * as h from './test-history.ts'
import { reportPrint } from './print/report-print.ts'
import { printableData } from './print/printable.ts'
const ids = h.realInstrument.conditions.map((c) => c.id)
const shift = (s: any, by: number) => Object.fromEntries(ids.map((id, at) => [id, { ...s[ids[(at + by) % ids.length]], needs: h.realInstrument.condition(id).needs.slice(0, s[ids[(at + by) % ids.length]].needs?.length ?? 0).map((n: any) => n.id) }]))
test('dump', () => { for (let i = 0; i < 8; i++) { const r = buildReport(h.history([1, 2, 3].map((n) => shift(h.usualSayings(n), i * 7)), { name: 'Bestuur ' + i }), h.NOW); const t = performance.now(); const d = printableData(reportPrint(r)); console.log('print', performance.now() - t); writeFileSync(`/tmp/rep/board${i}.json`, JSON.stringify({ ...d.data, replaced: d.replaced })) } })
