import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '#platform/root'
import { printableData } from './printable.ts'

const templates = join(root, 'src/modules/reports/typst')
const templateNames = ['report', 'board', 'oversight', 'form'] as const
export type Template = (typeof templateNames)[number]
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']

/** What every document needs besides its own data. */
export type PrintData = { title: string; foot: string; date: { year: number; month: number; day: number } }

let compiler: NodeCompiler | undefined

function open(): NodeCompiler {
  const folder = join(createRequire(import.meta.url).resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json'), '..')
  return NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: faces.map((face) => readFileSync(join(folder, face, `AtkinsonHyperlegibleNext_${face}.ttf`))) }] })
}

/**
 * A tagged PDF (PDF/UA-1) from one of our templates. The data goes in as a JSON file that exists in memory only: text of a
 * person is a value there and never becomes Typst.
 */
export function typeset(template: Template, data: PrintData): { pdf: Uint8Array<ArrayBuffer>; pages: number } {
  compiler ??= open()
  const { data: shown, replaced } = printableData(data)
  // The footer of every page reads its line again: from a file of its own, because reading the other takes a millisecond.
  compiler.mapShadow(join(templates, 'file.json'), Buffer.from(JSON.stringify({ foot: shown.foot })))
  compiler.mapShadow(join(templates, 'data.json'), Buffer.from(JSON.stringify({ ...shown, replaced })))
  try {
    const made = compiler.compile({ mainFilePath: join(templates, `${template}.typ`) })
    const typesetting = made.result
    if (!typesetting) throw new Error(`Typst cannot set ${template}: ${problemsOf(compiler, made)}`)
    const { year, month, day } = data.date
    const pdf = compiler.pdf(typesetting, { pdfStandard: 'ua-1', creationTimestamp: Date.UTC(year, month - 1, day, 12) / 1000 })
    return { pdf: new Uint8Array(pdf), pages: typesetting.numOfPages }
  } finally {
    // Typst remembers every piece of text it has set; measured, that memory grows without end and saves nothing for the next report.
    compiler.evictCache(0)
  }
}

/** Only what our own template says of itself: places and messages, never the data. */
function problemsOf(from: NodeCompiler, made: ReturnType<NodeCompiler['compile']>): string {
  const error = made.takeError()
  return error ? JSON.stringify(from.fetchDiagnostics(error)).slice(0, 2000) : 'no reason given'
}
