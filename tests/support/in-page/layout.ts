import { all, isOnlyHeard, isShown, named, ownText } from './element.ts'

/** 1.4.10 and 1.4.12: nothing has to be scrolled sideways, no text is cut off. */
export function layoutProblems(): string[] {
  const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth
  return [...(sideways > 0 ? [`reflow: the page is ${sideways}px wider than the window`] : []), ...cutOff()]
}

/** What hangs below a line of small type is not cut off; what may stick out does no harm until it reaches the next line. */
const HALF_A_LETTER = 5
const A_LINE = 20

function cutOff(): string[] {
  return all('body *')
    .filter((element) => ownText(element) !== '' && isShown(element) && !isOnlyHeard(element))
    .flatMap((element) => {
      const { overflowX, overflowY } = getComputedStyle(element)
      const [wide, high] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight]
      if (element.clientWidth === 0 || element instanceof HTMLTextAreaElement || element instanceof SVGElement) return []
      const lost = (overflow: string, much: number) => much > (overflow === 'visible' ? A_LINE : HALF_A_LETTER) && !/auto|scroll/.test(overflow)
      return lost(overflowX, wide) || lost(overflowY, high) ? [`cut off: ${wide}px too wide, ${high}px too high: ${named(element)}`] : []
    })
}

/** 2.3.3, for who asks for less motion: nothing moves by itself or on the way from one look to another. */
export function motionProblems(): string[] {
  const moves = all('body *').filter((element) => {
    const { animationName, transitionDuration } = getComputedStyle(element)
    return animationName !== 'none' || transitionDuration.split(', ').some((duration) => Number.parseFloat(duration) > 0)
  })
  return moves.map((element) => `motion: ${named(element)} moves`)
}

/** 1.4.12, as a person sets it in their browser: a sheet of the user, which no policy of the page can refuse. */
export function widenText(wider: boolean): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }')
  document.adoptedStyleSheets = wider ? [sheet] : []
}
