import type { PdfFile } from './file.ts'
import { name, Ref, type Dict, type Value } from './values.ts'

/** An element of the structure tree: what it holds of its pages (marked contents by page and number) and which annotations. */
export type Element = { type: string; dict: Dict; parent: Element | undefined; kids: Element[]; marks: { page: Dict; id: number }[]; annotations: number[] }

/** All elements, in the order in which they are read. */
export function elementsOf(file: PdfFile): Element[] {
  const root = file.dict(file.catalog.get('StructTreeRoot'))
  const roles = file.dict(root.get('RoleMap'))
  const typeOf = (said: string): string => (roles.has(said) ? typeOf(name(roles.get(said))) : said)
  const all: Element[] = []

  function walk(value: Value, parent: Element | undefined, page: Dict): void {
    const dict = file.dict(value)
    if (!dict.has('S')) return
    const own = dict.has('Pg') ? file.dict(dict.get('Pg')) : page
    const element: Element = { type: typeOf(name(dict.get('S'))), dict, parent, kids: [], marks: [], annotations: [] }
    all.push(element)
    parent?.kids.push(element)
    for (const kid of file.list(dict.get('K'))) {
      const inner = file.dict(kid)
      const there = inner.has('Pg') ? file.dict(inner.get('Pg')) : own
      const object = inner.get('Obj')
      if (typeof kid === 'number') element.marks.push({ page: own, id: kid })
      else if (inner.get('Type') === '/MCR') element.marks.push({ page: there, id: Number(inner.get('MCID')) })
      else if (object instanceof Ref) element.annotations.push(object.to)
      else walk(kid, element, own)
    }
  }

  for (const kid of file.list(root.get('K'))) walk(kid, undefined, new Map())
  return all
}
