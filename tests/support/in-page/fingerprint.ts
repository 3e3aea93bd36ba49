import { isShown } from './element.ts'
import type { Fingerprint } from './questions.ts'

/** The document, which of its elements are shown, where they stand, and in which colours. */
export function fingerprint(): Fingerprint {
  const [shown, places, colours] = [[] as string[], [] as string[], [] as string[]]
  for (const element of document.body.querySelectorAll('*')) {
    const visible = isShown(element)
    shown.push(visible ? '1' : '0')
    if (!visible) continue
    const { color, backgroundColor, borderBlockEndColor, fontSize, fontWeight, opacity, overflow, display } = getComputedStyle(element)
    const { x, y, width, height } = element.getBoundingClientRect()
    places.push([overflow, display, x | 0, y | 0, width | 0, height | 0].join())
    colours.push([color, backgroundColor, borderBlockEndColor, fontSize, fontWeight, opacity].join())
  }
  return { document: digest(document.documentElement.outerHTML), shown: digest(shown.join('')), places: digest(places.join('\n')), colours: digest(colours.join('\n')) }
}

/** FNV-1a, twice: long enough to tell two states of a page apart. */
function digest(text: string): string {
  let [one, two] = [0x811c9dc5, 0x1000193]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two ^ code, 0x85ebca6b)
  }
  return `${(one >>> 0).toString(36)}.${(two >>> 0).toString(36)}`
}
