/** How far it is: `done` of the `rows` of this file are stored. */
export type ImportProgress = { file: string; done: number; rows: number }

/** A row that was not stored. `earlier` is the row of the same organisation that was: "file.csv:12". */
export type Rejection = { line: number; reason: string; key?: string; earlier?: string }

/**
 * What became of each row of one file; `rows` = `new` + `changed` + `unchanged` + `rejected.length` + `rejectedUnlisted`.
 * new: the organisation was not in Koers · changed: this row tells something else than before · unchanged: it tells nothing new,
 * which also holds for a further row of an organisation that this file already told of (`repeated` counts those).
 */
export type FileReport = {
  file: string
  /** null: not recognised, and `remarks` says why; nothing of it was read. */
  register: string | null
  /** The date in the file's name. */
  sourceDate: string | null
  encoding: string | null
  rows: number
  new: number
  changed: number
  unchanged: number
  /** Among the unchanged: further rows of one organisation, such as so and vso at one location. */
  repeated: number
  /** Rows of the previous file of this register that are no longer in it. */
  gone: number
  rejected: Rejection[]
  /** Rejections beyond the first 10,000, counted but not listed. */
  rejectedUnlisted: number
  remarks: string[]
}

/** `totals`: what the register in Koers now holds, without what is gone. */
export type ImportReport = { files: FileReport[]; totals: { boards: number; schools: number; locations: number } }

const mostListed = 10_000 // about 1 MB of report: enough to mend a file by, not enough to fill memory

export function emptyReport(file: string, about: Partial<FileReport> = {}): FileReport {
  return {
    file,
    register: null,
    sourceDate: null,
    encoding: null,
    rows: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    repeated: 0,
    gone: 0,
    rejected: [],
    rejectedUnlisted: 0,
    remarks: [],
    ...about,
  }
}

export function reject(report: FileReport, rejection: Rejection): void {
  if (report.rejected.length < mostListed) report.rejected.push(rejection)
  else report.rejectedUnlisted += 1
}
