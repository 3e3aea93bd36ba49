import { inflateSync } from 'node:zlib'
import { read, Ref, type Dict, type Value } from './values.ts'

/** The objects of a file by their number, those in object streams too, and the streams of those that have one. */
export class PdfFile {
  readonly #objects = new Map<number, Value>()
  readonly #streams = new Map<number, string>()

  constructor(bytes: Uint8Array) {
    const raw = Buffer.from(bytes).toString('latin1')
    for (const { 1: number, index, 0: head } of raw.matchAll(/(?<=[\r\n])(\d+) 0 obj\s*/g)) this.#keep(Number(number), raw.slice(index + head.length))
    for (const [number, object] of this.#objects) if (object instanceof Map && object.get('Type') === '/ObjStm') this.#unpack(object, this.#streams.get(number) ?? '')
  }

  #keep(number: number, source: string): void {
    const start = /^(?:[^(]|\((?:\\[^]|[^\\)])*\))*?\bstream\r?\n/.exec(source.slice(0, Math.max(0, source.indexOf('endobj'))))
    const end = start ? start[0].length : source.indexOf('endobj')
    const [object = null] = read(source.slice(0, start ? start[0].lastIndexOf('stream') : end))
    this.#objects.set(number, object as Value)
    if (!start || !(object instanceof Map)) return
    const length = object.get('Length')
    const data = source.slice(end, typeof length === 'number' ? end + length : source.indexOf('endstream'))
    this.#streams.set(number, object.get('Filter') === '/FlateDecode' ? inflateSync(Buffer.from(data, 'latin1')).toString('latin1') : data)
  }

  #unpack(object: Dict, source: string): void {
    const first = Number(object.get('First'))
    const places = source.slice(0, first).trim().split(/\s+/).map(Number)
    for (let at = 0; at + 1 < places.length; at += 2) {
      const [value = null] = read(source.slice(first + (places[at + 1] ?? 0)))
      this.#objects.set(places[at] ?? 0, value as Value)
    }
  }

  /** What a reference leads to; anything else is itself. */
  at(value: Value | undefined): Value {
    return value instanceof Ref ? this.at(this.#objects.get(value.to)) : (value ?? null)
  }

  dict(value: Value | undefined): Dict {
    const found = this.at(value)
    return found instanceof Map ? found : new Map()
  }

  list(value: Value | undefined): readonly Value[] {
    const found = this.at(value)
    return Array.isArray(found) ? found : found === null ? [] : [found]
  }

  stream(value: Value | undefined): string {
    return value instanceof Ref ? (this.#streams.get(value.to) ?? '') : ''
  }

  /** The object of this type that is there once. */
  get catalog(): Dict {
    return [...this.#objects.values()].find((object): object is Dict => object instanceof Map && object.get('Type') === '/Catalog') ?? new Map()
  }

  get pages(): Dict[] {
    const below = (node: Dict): Dict[] => (node.get('Type') === '/Page' ? [node] : this.list(node.get('Kids')).flatMap((kid) => below(this.dict(kid))))
    return below(this.dict(this.catalog.get('Pages')))
  }
}
