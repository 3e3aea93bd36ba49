import { all, isShown, named } from './element.ts'
import { foreignText } from './language.ts'

/** Where the page says it is, and where help, contact and the menu stand on it (3.2.3, 3.2.6): the same on each page. */
export const place = () => ({
  title: document.title,
  help: all('.koers-header .koers-nav a, .koers-footer a')
    .map((link) => link.getAttribute('href'))
    .join(' '),
})

/** 1.3.1, 2.4.2, 2.4.6, 3.1.1, 3.1.2: title, headings and languages. */
export function structureProblems(names: readonly string[]): string[] {
  return [
    ...(/^(Fout: |Error: )?\S.* – Koers$/.test(document.title) ? [] : [`title: "${document.title}" does not say where one is`]),
    ...(/^(nl|en)$/.test(document.documentElement.lang) ? [] : [`language: the page is in "${document.documentElement.lang}"`]),
    ...headingProblems(),
    ...foreignText(names),
  ]
}

/** One heading of the first level, the first in the main part; after it no level is skipped on the way down. */
function headingProblems(): string[] {
  // The summary of errors stands before the heading of the page: it is what one came back for.
  const headings = all('h1, h2, h3, h4, h5, h6').filter((heading) => isShown(heading) && !heading.closest('.koers-error-summary'))
  const levels = headings.map((heading) => Number(heading.tagName[1]))
  const main = headings.find((heading) => heading.closest('main'))
  return [
    ...(levels.filter((level) => level === 1).length === 1 && main?.tagName === 'H1' ? [] : ['headings: the main part begins with the one h1 of the page']),
    ...headings.flatMap((heading, at) => ((levels[at] ?? 0) > (levels[at - 1] ?? 0) + 1 ? [`headings: a level is skipped before ${named(heading)}`] : [])),
  ]
}
