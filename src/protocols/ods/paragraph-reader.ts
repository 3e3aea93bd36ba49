import type { SaxesTagNS } from 'saxes'
import { refuse } from './refusal.ts'
import { attribute } from './xml-reader.ts'

export type Paragraph = {
  add(text: string): void
  /** An element in the paragraph that stands for characters: spaces, a tab, a line break. */
  part(name: string, element: SaxesTagNS): void
  text(): string
}

const layoutCharacter = /[\t\r\n]/
/** Looking behind keeps this linear in a long row of spaces. */
const layout = /(?<! ) *[\t\r\n][ \t\r\n]*/g
const layoutFirst = /^ *[\t\r\n]/
const layoutLast = /[\t\r\n] *$/

/**
 * The text of one `text:p`. Layout, that is white space with a line end or a tab in it, collapses to one space and
 * disappears at the edges (ODF 1.3 part 3, 6.1.2). One departure: spaces alone are kept, all of them, since Calc
 * itself writes them so in a cell of several lines.
 */
export function openParagraph(longest: number): Paragraph {
  let text = ''
  let afterLayout = true
  return {
    add(raw) {
      if (!layoutCharacter.test(raw)) {
        text += raw
        afterLayout &&= raw === ''
        return
      }
      const collapsed = raw.replace(layout, ' ')
      text += afterLayout && layoutFirst.test(raw) ? collapsed.slice(1) : collapsed
      afterLayout = layoutLast.test(raw)
    },
    part(name, element) {
      const characters = charactersOf(name, element, longest - text.length)
      text += characters
      afterLayout &&= characters === ''
    },
    text: () => (afterLayout ? text.slice(0, -1) : text),
  }
}

function charactersOf(name: string, element: SaxesTagNS, room: number): string {
  switch (name) {
    case 'text:s':
      return spaces(attribute(element, 'text', 'c') ?? '1', room)
    case 'text:tab':
      return '\t'
    case 'text:line-break':
      return '\n'
    default:
      return ''
  }
}

function spaces(count: string, room: number): string {
  if (!/^[0-9]{1,9}$/.test(count)) refuse('broken-xml', 'content.xml')
  if (Number(count) > room) refuse('too-large', 'content.xml')
  return ' '.repeat(Number(count))
}
