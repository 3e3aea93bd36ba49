import { all, isShown, named } from './element.ts'

/** What takes the focus with Tab, in the order of the document; of a group of radio buttons only one does. */
export function tabStops(): { stops: number; presses: number } {
  const stops = all('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"], audio[controls], iframe').filter(
    (element) =>
      isShown(element) && element.tabIndex >= 0 && !(element as HTMLButtonElement).disabled && !(element.tagName === 'SUMMARY' && element.parentElement?.tagName !== 'DETAILS'),
  )
  const groups = new Set(stops.filter(isRadio).map(groupOf))
  const count = stops.filter((element) => !isRadio(element)).length + groups.size
  // Within a field for a day, Tab goes on to month, year and calendar.
  return { stops: count, presses: count + 3 * stops.filter((element) => element instanceof HTMLInputElement && element.type === 'date').length }
}

const isRadio = (element: Element): element is HTMLInputElement => element instanceof HTMLInputElement && element.type === 'radio'
const groupOf = ({ name, form }: HTMLInputElement) => `${name} ${form?.action ?? ''}`

const visited: HTMLElement[] = []
let problems: string[] = []

/** Looks at the focus after each press of Tab: the key comes up when the page has been scrolled to what has the focus. */
export function watchFocus(): void {
  visited.length = 0
  problems = []
  ;(document.activeElement as HTMLElement | null)?.blur()
  document.getSelection()?.removeAllRanges()
  document.addEventListener('keyup', look, true)
}

/** 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11: everything was reached once, in order, in view, and was to be seen. */
export function focusProblems(stops: number): string[] {
  document.removeEventListener('keyup', look, true)
  const missed =
    stops > visited.length
      ? [`keyboard: ${stops - visited.length} of ${stops} are not reached with Tab; the last was ${visited.length > 0 ? named(visited.at(-1)!) : 'nothing'}`]
      : []
  // One may have begun in the middle: then the end is followed by the beginning, once.
  const back = visited.filter((element, at) => at > 0 && !isAfter(element, visited[at - 1]!))
  const order = back.length > 1 ? [`keyboard: the focus does not follow the order of the page at ${named(back[0]!)}`] : []
  return [...missed, ...order, ...problems]
}

const isAfter = (element: Element, before: Element) => (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

function look({ key }: KeyboardEvent): void {
  const element = document.activeElement as HTMLElement | null
  if (key !== 'Tab' || !element || element === document.body || visited.includes(element)) return
  visited.push(element)
  if (!isInView(element)) problems.push(`focus obscured: ${named(element)} is covered or out of view`)
  if (!isMarked(element)) problems.push(`focus visible: nothing shows that ${named(element)} has the focus`)
}

/** Something of it can be pressed: at the middle of one of its lines, or just inside a corner. */
function isInView(element: HTMLElement): boolean {
  const targets = [element, ...((element as HTMLInputElement).labels ?? [])]
  return targets
    .flatMap((target) => [...target.getClientRects()])
    .flatMap(({ left, right, top, bottom }) => [
      [(left + right) / 2, (top + bottom) / 2],
      [left + 3, top + 3],
      [right - 3, bottom - 3],
    ])
    .some(([x = 0, y = 0]) => {
      const hit = document.elementFromPoint(x, y)
      return targets.some((target) => target.contains(hit))
    })
}

/** A line around it, or around what stands for it. */
function isMarked(element: HTMLElement): boolean {
  const around = [element, element.parentElement, ...((element as HTMLInputElement).labels ?? []), ...all('*', element).slice(0, 3)]
  return around.some((one) => {
    if (!one) return false
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/^(transparent|rgba\(.*, 0\))$/.test(outlineColor)) || (one === element && boxShadow !== 'none')
  })
}
