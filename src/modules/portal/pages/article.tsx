import { Hono } from 'hono'
import { html, type HttpEnv } from '#platform/http'
import type { Texts } from '#platform/i18n'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Prose } from '#ui/prose'
import type { Article } from '../article.ts'
import { Contents } from '../parts/contents.tsx'
import { textIn } from '../text.ts'

/** One long text at one address. */
export const articlePage = (path: `/${string}`, article: Texts<Article>) =>
  new Hono<HttpEnv>().get(path, (c) => {
    const { title, intro, html: body, contents } = article[c.var.lang]
    return html(
      c,
      <Page {...c.var.page} title={title}>
        <Heading level={1}>{title}</Heading>
        <Prose html={intro} />
        <Contents items={contents} label={textIn(c.var.lang).contents} />
        <Prose html={body} />
      </Page>,
    )
  })
