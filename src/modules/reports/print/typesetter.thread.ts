import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { answerInThread } from '#platform/thread'
import { root } from '#platform/root'
import { printableData } from './printable.ts'
import type { Pdf, PrintData, Template, Typesetting } from './typesetter.ts'

/** Where the typesetter works: in a thread of its own, for a document takes up to a fifth of a second in which nobody else would be answered. */
answerInThread(({ template, data }: Typesetting) => {
  const made = typeset(template, data)
  letGo()
  return { answer: made, moved: [made.pdf.buffer] }
})

const templates = join(root, 'src/modules/reports/typst')
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']

/**
 * A tagged PDF (PDF/UA-1) from one of our templates. The data goes in as a JSON file that exists in memory only: text of a
 * person is a value there and never becomes Typst.
 */
function typeset(template: Template, data: PrintData): Pdf {
  const typst = opened()
  const { data: shown, replaced } = printableData(data)
  // The foot of every page is set again and again: from a file of its own, because reading the large one takes a millisecond.
  typst.mapShadow(join(templates, 'file.json'), Buffer.from(JSON.stringify({ foot: shown.foot })))
  typst.mapShadow(join(templates, 'data.json'), Buffer.from(JSON.stringify({ ...shown, replaced })))
  const made = typst.compile({ mainFilePath: join(templates, `${template}.typ`) })
  if (!made.result) throw new Error(`Typst cannot set ${template}: ${placesOf(typst, made)}`)
  return { pdf: new Uint8Array(exported(typst, made.result, data.date)), pages: made.result.numOfPages }
}

let compiler: NodeCompiler | undefined

/** One for the process, made at the first document: reading the faces takes a few dozen milliseconds. */
function opened(): NodeCompiler {
  const load = createRequire(import.meta.url)
  // Loaded at the first document: a process that only takes answers does not carry Typst in its memory.
  const typst = load('@myriaddreamin/typst-ts-node-compiler') as typeof import('@myriaddreamin/typst-ts-node-compiler')
  const folder = join(load.resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json'), '..')
  compiler ??= typst.NodeCompiler.create({
    workspace: templates,
    fontArgs: [{ fontBlobs: faces.map((face) => readFileSync(join(folder, face, `AtkinsonHyperlegibleNext_${face}.ttf`))) }],
  })
  return compiler
}

type Compiled = ReturnType<NodeCompiler['compile']>

function exported(typst: NodeCompiler, document: NonNullable<Compiled['result']>, { year, month, day }: PrintData['date']): Buffer {
  try {
    return typst.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: Date.UTC(year, month - 1, day, 12) / 1000 })
  } catch {
    // The message quotes the text it stumbled over, and that is a person's: it stays out of the log.
    throw new Error('Typst cannot make a PDF/UA of this document')
  }
}

/** Where our own template is wrong: never the data. */
function placesOf(typst: NodeCompiler, made: Compiled): string {
  const error = made.takeError()
  const found: { path?: string; range?: { start?: { line?: number } } }[] = error ? typst.fetchDiagnostics(error) : []
  return found
    .slice(0, 3)
    .map(({ path, range }) => `${path?.split('/').at(-1)}:${(range?.start?.line ?? 0) + 1}`)
    .join(', ')
}

/**
 * What Typst remembers of one document makes the next a third cheaper (190 → 140 ms); what it remembers of older ones is let go.
 * A document itself is freed by the garbage collector of JavaScript, which sees a small object and not the 12 MB behind it:
 * ninety reports in a row grew the process to 1.2 GB. So it is asked for, once nothing holds the document any more.
 */
function letGo(): void {
  compiler?.evictCache(1)
  collect({ type: 'major', execution: 'sync' })
}

setFlagsFromString('--expose-gc')
const collect: (options: { type: 'major'; execution: 'sync' }) => void = runInNewContext('gc')
setFlagsFromString('--no-expose-gc')
