import type { Child } from 'hono/jsx'
import type { FieldError } from '#platform/form'
import type { Ctx } from '#platform/http'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { textIn } from '../text.ts'

type Props = { c: Ctx; title: string; mistakes?: readonly { field?: string; message: string }[]; scripts?: readonly string[]; children?: Child }

/** A page below someone's own account. */
export function AccountPage({ c, title, mistakes = [], scripts, children }: Props) {
  const { lang } = c.var
  return (
    <Page
      {...c.var.page}
      title={title}
      error={mistakes.length > 0}
      robots="noindex"
      breadcrumb={[{ href: '/mijn/account', label: textIn(lang).account.back }]}
      {...(scripts ? { scripts } : {})}
    >
      <ErrorSummary errors={mistakes} lang={lang} />
      <Heading level={1}>{title}</Heading>
      {children}
    </Page>
  )
}

/** The first value typed in a field, to show again. */
export const typedIn = (typed: Record<string, string | string[]>, field: string): string => [typed[field] ?? ''].flat()[0] ?? ''

export const mistakeOf = (errors: readonly FieldError[], field: string): FieldError | undefined => errors.find((error) => error.field === field)
