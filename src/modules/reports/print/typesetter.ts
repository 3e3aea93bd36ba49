import { openThread } from '#platform/thread'

export type Template = 'report' | 'board' | 'oversight' | 'form'
/** What every document needs besides its own data: its title, the line at the foot of each page, its day. */
export type PrintData = { title: string; foot: string; date: { year: number; month: number; day: number } }
export type Pdf = { pdf: Uint8Array<ArrayBuffer>; pages: number }
export type Typesetting = { template: Template; data: PrintData }

/** Started at the first document: a process that only takes answers does not carry Typst in its memory. */
const thread = openThread<Typesetting, Pdf>('modules/reports/print/typesetter.thread')

/** A tagged PDF (PDF/UA-1) from one of our templates. Documents are set one after the other. */
export const typeset = (template: Template, data: PrintData): Promise<Pdf> => thread.ask({ template, data })
