import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { encodingOf } from './encoding.ts'
import { linesOf } from './csv.ts'
import { sameFacts } from './facts.ts'
import { redraw } from './picture.ts'
import { recognise } from './register.ts'
import { emptyReport, reject, type FileReport, type ImportProgress, type ImportReport } from './report.ts'
import type { Row } from './row.ts'
import {
  countInUse,
  keepListings,
  keepRegister,
  knownOrganisations,
  listedCodes,
  listedCount,
  listingsOf,
  markListingsGone,
  refreshStatistics,
  registerDate,
  totals,
  waitForTurn,
} from './store.ts'
import { Survey, type Source } from './survey.ts'

/** The folder does not exist or cannot be read. */
export class ImportFolderError extends Error {
  readonly code = 'import-folder'
  constructor(folder: string, cause: unknown) {
    super(`The folder ${folder} cannot be read.`, { cause })
    this.name = 'ImportFolderError'
  }
}

type Task = { db: Db; clock: Clock; folder: string; onProgress: (progress: ImportProgress) => void }

/**
 * Brings the register of organisations to the state of the files in a folder. Each batch is one transaction: what was stored when an
 * import breaks off stays, and doing it again does the rest.
 */
export async function importDuo(task: Task): Promise<ImportReport> {
  const names = await readdir(task.folder).catch((cause: unknown) => {
    throw new ImportFolderError(task.folder, cause)
  })
  const reports: FileReport[] = []
  const sources: Source[] = []
  for (const file of names.filter((name) => /\.csv$/i.test(name)).toSorted()) {
    const source = await opened(join(task.folder, file))
    if (typeof source === 'string') reports.push(emptyReport(file, { remarks: [source] }))
    else sources.push(source)
  }
  for (const [register, all] of Map.groupBy(sources, (source) => source.register)) reports.push(...(await importRegister(task, register, all)))
  await refreshStatistics(task.db)
  return { files: reports.toSorted((one, other) => (one.file < other.file ? -1 : 1)), totals: await totals(task.db) }
}

/** The file with what its header tells, or why it is left alone. */
async function opened(path: string): Promise<Source | string> {
  try {
    const encoding = await encodingOf(path)
    for await (const [header] of linesOf(path, encoding)) {
      if (!header) continue
      const file = recognise(path, header.text)
      return file ? { ...file, encoding } : 'not a register that Koers knows: its header has no BRIN with a name, and no board number with a name'
    }
    return 'the file is empty'
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return `the file cannot be read (${error.message})`
    throw error
  }
}

/** The newest file of one register, or several of the same date, which then count as one. */
async function importRegister(task: Task, register: string, all: readonly Source[]): Promise<FileReport[]> {
  const date = all.map((source) => source.sourceDate ?? '').reduce((one, other) => (other > one ? other : one)) || null
  const known = await registerDate(task.db, register)
  const isPast = (source: Source) => source.sourceDate !== null && (source.sourceDate < (date ?? '') || source.sourceDate < (known ?? ''))
  const past = all.filter(isPast).map((source) => reportOf(source, ['left alone: a newer file of this register is in the folder or was imported before']))
  const sources = all.filter((source) => !isPast(source))
  const [first] = sources
  if (!first) return past

  const survey = new Survey()
  for (const source of sources) await survey.read(source)
  const before = await listedCount(task.db, register, first.kind)
  const reports: FileReport[] = []
  for (const source of sources) reports.push(await importFile(task, source, survey))
  const last = reports.at(-1) as FileReport
  if (survey.organisations * 2 < before) last.remarks.push(`looks cut off: it tells of ${survey.organisations} organisations where ${before} were known, so none is marked as gone`)
  else await markGone(task, first, survey, last)
  await keepRegister(task.db, { id: register, file: last.file, sourceDate: date ?? known, now: task.clock.now() })
  return [...past, ...reports]
}

const reportOf = (source: Source, remarks: string[] = []) =>
  emptyReport(source.file, { register: source.register, sourceDate: source.sourceDate, encoding: source.encoding, remarks })

const batchSize = 1000 // rows; about 0.5 MB of JSON and half a second on the embedded database

async function importFile(task: Task, source: Source, survey: Survey): Promise<FileReport> {
  const report = reportOf(source)
  const rows = survey.rowsIn.get(source.file) ?? 0
  const remarks = new Map<string, number>()
  let batch: Row[] = []
  let isFirst = true
  const flush = async () => {
    if (batch.length > 0) await storeBatch(task, source.register, batch, report)
    if (isFirst) await refreshStatistics(task.db)
    isFirst = false
    batch = []
    task.onProgress({ file: source.file, done: report.rows, rows })
  }
  for await (const group of survey.verdicts(source)) {
    for (const surveyed of group) {
      report.rows += 1
      if (surveyed.verdict === 'reject') {
        reject(report, { line: surveyed.line, ...surveyed.rejection })
        continue
      }
      for (const remark of surveyed.row.remarks) remarks.set(remark, (remarks.get(remark) ?? 0) + 1)
      if (surveyed.verdict === 'repeated') report.repeated += 1
      else batch.push(surveyed.row)
      if (batch.length >= batchSize) await flush()
    }
  }
  await flush()
  report.unchanged += report.repeated
  report.remarks.push(...[...remarks].map(([remark, count]) => `${remark} (${count} ${count === 1 ? 'row' : 'rows'})`))
  return report
}

/** Rows of organisations that are all different, with the names of boards among them; counted only once it is stored. */
async function storeBatch({ db, clock }: Task, register: string, rows: readonly Row[], report: FileReport): Promise<void> {
  const listings = [...rows, ...rows.flatMap(({ board }) => (board ? [{ ...board, kind: 'board' as const }] : []))].map(({ kind, code, facts }) => ({ kind, code, facts }))
  const codes = listings.map((listing) => listing.code)
  const outcome = await db.tx(async (tx) => {
    await waitForTurn(tx)
    const known = new Set((await knownOrganisations(tx, codes)).map((organisation) => organisation.code))
    const own = new Map((await listingsOf(tx, codes)).filter((listing) => listing.register === register).map((listing) => [listing.code, listing]))
    const changed = listings.filter(({ code, facts }) => {
      const before = own.get(code)
      return before === undefined || before.goneAt !== null || !sameFacts(before.facts, facts)
    })
    if (changed.length > 0) {
      await keepListings(tx, register, changed)
      await redraw(
        tx,
        changed.map((listing) => listing.code),
        clock.now(),
      )
    }
    return { known, changed: new Set(changed.map((listing) => listing.code)) }
  })
  for (const { code } of rows) {
    if (!outcome.known.has(code)) report.new += 1
    else if (outcome.changed.has(code)) report.changed += 1
    else report.unchanged += 1
  }
}

/** What the register listed before and no longer does. An organisation is gone when no register lists it any more. */
async function markGone({ db, clock }: Task, source: Source, survey: Survey, report: FileReport): Promise<void> {
  let stays = 0
  for (let after = ''; ;) {
    const page = await listedCodes(db, source.register, after, batchSize)
    const gone = page.filter(({ code }) => !survey.lists(code))
    if (gone.length > 0) {
      const codes = gone.map(({ code }) => code)
      await db.tx(async (tx) => {
        await waitForTurn(tx)
        await markListingsGone(tx, source.register, codes, clock.now())
        await redraw(tx, codes, clock.now())
      })
      stays += await countInUse(
        db,
        gone.filter(({ kind }) => kind === source.kind).map(({ code }) => code),
      )
      report.gone += gone.filter(({ kind }) => kind === source.kind).length
    }
    const last = page.at(-1)
    if (!last || page.length < batchSize) break
    after = last.code
  }
  if (stays > 0) report.remarks.push(`${stays} of what is gone from this register is still in another, and stays`)
}
