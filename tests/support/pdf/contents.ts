import type { PdfFile } from './file.ts'
import type { Element } from './structure.ts'
import { Operator, read, type Dict, type Value } from './values.ts'

const draws = new Set(['Tj', 'TJ', "'", '"', 'f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'sh', 'Do'])

/** 01-003 to 01-007: whatever is drawn is in the structure tree or is decoration, once and not both. */
export function contentProblems(file: PdfFile, elements: readonly Element[]): string[] {
  const inTree = new Map<Dict, number[]>()
  for (const { page, id } of elements.flatMap(({ marks }) => marks)) inTree.set(page, [...(inTree.get(page) ?? []), id])
  return file.pages.flatMap((page, at) => {
    const source =
      file.list(page.get('Contents')).length > 1
        ? file
            .list(page.get('Contents'))
            .map((one) => file.stream(one))
            .join('\n')
        : file.stream(page.get('Contents'))
    const { marked, problems } = drawn(source, file.dict(file.dict(page.get('Resources')).get('Properties')), file)
    const ids = inTree.get(page) ?? []
    return [
      ...problems,
      ...(new Set(ids).size === ids.length ? [] : ['01: something stands twice in the structure tree']),
      ...marked.filter((id) => !ids.includes(id)).map((id) => `01-005: part ${id} of page ${at + 1} is not in the structure tree`),
      ...ids.filter((id) => !marked.includes(id)).map((id) => `01: part ${id} of page ${at + 1} is in the structure tree only`),
    ]
  })
}

/** Follows the marks around what is drawn. */
function drawn(source: string, properties: Dict, file: PdfFile): { marked: number[]; problems: string[] } {
  const marked: number[] = []
  const problems: string[] = []
  const open: ('artifact' | 'tagged' | 'neither')[] = []
  let before: (Value | Operator)[] = []
  for (const one of read(source)) {
    if (!(one instanceof Operator)) {
      before.push(one)
      continue
    }
    if (one.name === 'BMC' || one.name === 'BDC') {
      const [tag, named] = before.slice(one.name === 'BMC' ? -1 : -2)
      const id = (named instanceof Map ? named : file.dict(typeof named === 'string' ? properties.get(named.slice(1)) : null)).get('MCID')
      const kind = tag === '/Artifact' ? 'artifact' : typeof id === 'number' ? 'tagged' : 'neither'
      if (kind !== 'neither' && open.some((around) => around !== 'neither' && around !== kind)) problems.push('01-003: decoration and contents stand in one another')
      if (typeof id === 'number') marked.push(id)
      open.push(kind)
    } else if (one.name === 'EMC') open.pop()
    else if (draws.has(one.name) && open.every((around) => around === 'neither')) problems.push(`01-005: ${one.name} draws something that is neither contents nor decoration`)
    before = []
  }
  return { marked, problems }
}
