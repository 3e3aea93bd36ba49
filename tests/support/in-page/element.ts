/** Words that the tests below share about elements of a page. */

export const all = (selector: string, within: ParentNode = document): HTMLElement[] => [...within.querySelectorAll<HTMLElement>(selector)]

/** Rendered, also when it is below the fold. */
export const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })

/** For a screen reader only: one pixel large, or clipped away. */
export function isOnlyHeard(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  return (width <= 1 && height <= 1) || (element.parentElement !== null && element.closest('.koers-hidden, .nl-skip-link') !== null)
}

/** An element as a person who mends it would look for it. */
export function named(element: Element): string {
  const id = element.id ? `#${element.id}` : ''
  const names = [...element.classList].map((name) => `.${name}`).join('')
  const words = (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 40)
  return `${element.tagName.toLowerCase()}${id}${names}${words ? ` "${words}"` : ''}`
}

/** What stands in the element itself, without what stands in elements below it. */
export const ownText = (element: Element): string =>
  [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.nodeValue ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
