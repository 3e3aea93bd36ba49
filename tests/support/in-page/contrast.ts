import { all, isOnlyHeard, isShown, named, ownText } from './element.ts'

type Colour = [red: number, green: number, blue: number, alpha: number]

/** 1.4.3 of all text and 1.4.11 of the lines around fields, in the colours of this moment. */
export const contrastProblems = (): string[] => [...textProblems(), ...fieldProblems()]

/** From 24 px, or from 18.66 px when it is bold, text is large. */
const askedOf = ({ fontSize, fontWeight }: CSSStyleDeclaration) => {
  const size = Number.parseFloat(fontSize)
  return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5
}

function textProblems(): string[] {
  return all('body, body *')
    .filter((element) => hasText(element) && isShown(element) && !isOnlyHeard(element) && !element.matches(':disabled, :disabled *, option') && !element.closest('svg'))
    .flatMap((element) => {
      const style = getComputedStyle(element)
      const behind = behindOf(element)
      if (!behind) return []
      const found = ratio(over(dimmed(colour(style.color), element), behind), behind)
      return found < askedOf(style) - 0.01 ? [`contrast: ${found.toFixed(2)} of ${askedOf(style)} (${style.color} on ${behind.join()}): ${named(element)}`] : []
    })
}

const hasText = (element: HTMLElement) => ownText(element) !== '' || (element instanceof HTMLInputElement && element.value !== '' && !['radio', 'checkbox'].includes(element.type))

function fieldProblems(): string[] {
  const fields = all('input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), select, textarea').filter(
    (field) => isShown(field) && !isOnlyHeard(field) && !field.matches(':disabled'),
  )
  return fields.flatMap((field) => {
    const around = field.parentElement && behindOf(field.parentElement)
    if (!around) return []
    const { borderBlockEndColor, backgroundColor } = getComputedStyle(field)
    const found = Math.max(...[borderBlockEndColor, backgroundColor].map((text) => ratio(over(colour(text), around), around)))
    return found < 2.99 ? [`contrast: ${found.toFixed(2)} of 3 around ${named(field)}`] : []
  })
}

/** The colour that an element stands on; none where that is a picture. */
function behindOf(element: Element): Colour | undefined {
  const layers: Colour[] = []
  for (let one: Element | null = element; one; one = one.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(one)
    if (backgroundImage !== 'none') return undefined
    const layer = colour(backgroundColor)
    if (layer[3] > 0) layers.push(layer)
    if (layer[3] === 1) break
  }
  const canvas: Colour = matchMedia('screen and (prefers-color-scheme: dark)').matches ? [0, 0, 0, 1] : [255, 255, 255, 1]
  return layers.reduceRight((below, layer) => over(layer, below), canvas)
}

/** `opacity` of what an element stands in dims its text. */
function dimmed([red, green, blue, alpha]: Colour, element: Element): Colour {
  let seen = alpha
  for (let one: Element | null = element; one; one = one.parentElement) seen *= Number(getComputedStyle(one).opacity)
  return [red, green, blue, seen]
}

/** A computed colour is `rgb(…)`, `rgba(…)` or `color(srgb …)`. */
function colour(text: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number)
  if (text.startsWith('rgb')) return [red, green, blue, alpha]
  if (text.startsWith('color(srgb ')) return [red * 255, green * 255, blue * 255, alpha]
  throw new Error(`A colour that is not understood: ${text}`)
}

const over = ([red, green, blue, alpha]: Colour, below: Colour): Colour => [
  red * alpha + below[0] * (1 - alpha),
  green * alpha + below[1] * (1 - alpha),
  blue * alpha + below[2] * (1 - alpha),
  1,
]

/** WCAG 2.2, contrast ratio and relative luminance. */
function ratio(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => (value <= 10.0151 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
