import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ContentError } from '#platform/content'
import { langs, type Lang, type Texts } from '#platform/i18n'
import { namedHeading, renderMarkdown } from './markdown.ts'

/** A longer text from `content/portal/<name>.<lang>.md`: its first line is its title, `intro` what stands above the first heading. */
export type Article = { title: string; intro: string; html: string; contents: { id: string; title: string }[] }

/** What a text may speak of without knowing it: `{{conditions}}` becomes 59. */
export type Values = Readonly<Record<string, string>>

/** @throws {ContentError} when a title is missing or a value is unknown. */
export function loadArticle(folder: string, name: string, values: (lang: Lang) => Values): Texts<Article> {
  const [nl, en] = langs.map((lang) => {
    const file = join(folder, `${name}.${lang}.md`)
    return articleFrom(readFileSync(file, 'utf8'), values(lang), relative(process.cwd(), file))
  }) as [Article, Article]
  return { nl, en }
}

export function articleFrom(source: string, values: Values, file: string): Article {
  const unknown = [...source.matchAll(/\{\{(\w*)\}\}/g)].filter(([, key]) => values[key ?? ''] === undefined)
  const [first = '', ...rest] = source.split('\n')
  const mistakes = [
    ...unknown.map((found) => `${file}:${source.slice(0, found.index).split('\n').length} nobody knows ${found[0]}; known are ${Object.keys(values).join(', ')}`),
    ...(first.startsWith('# ') ? [] : [`${file}:1 the first line is the title: # …`]),
  ]
  if (mistakes.length > 0) throw new ContentError(mistakes)
  const contents = rest
    .filter((line) => line.startsWith('## '))
    .flatMap((line) => {
      const { text, name } = namedHeading(line.slice(3))
      return name === undefined ? [] : [{ id: name, title: text }]
    })
  const text = rest.join('\n').replaceAll(/\{\{(\w*)\}\}/g, (_, key: string) => values[key] ?? '')
  const [intro = '', ...parts] = text.split(/^(?=## )/m)
  return { title: first.slice(2).trim(), intro: renderMarkdown(intro), html: renderMarkdown(parts.join('')), contents }
}
