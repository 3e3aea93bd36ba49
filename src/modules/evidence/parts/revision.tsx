import type { Ctx } from '#platform/http'
import { longTime, type Lang } from '#platform/i18n'
import { Details } from '#ui/details'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { ShownRevision } from '../piece.ts'
import { textIn } from '../text.ts'

export function RevisionPart({ revision, newest, here, c }: { revision: ShownRevision; newest: boolean; here: string; c: Ctx }) {
  const { lang } = c.var
  const t = textIn(lang).piece
  const name = t.revision(revision.number)
  return (
    <section>
      <Heading level={3}>{newest ? `${name} (${t.newest})` : name}</Heading>
      <Paragraph>
        {revision.link !== null ? (
          <Link href={revision.link} rel="noreferrer noopener external">
            <bdi>{revision.link}</bdi>
          </Link>
        ) : (
          <Link href={`${here}/versies/${revision.number}`} download={true}>
            <bdi>{revision.file?.name ?? t.download}</bdi>
            {revision.file && ` (${sizeWords(revision.file.size, lang)})`}
          </Link>
        )}
      </Paragraph>
      <Paragraph quiet>{t.by(revision.addedBy ?? t.someone, longTime(revision.addedAt, lang))}</Paragraph>
      {revision.link === null && (
        <Details summary={t.hash}>
          <Paragraph quiet>{t.hashWhy}</Paragraph>
          <p class="koers-code">{revision.sha256}</p>
        </Details>
      )}
    </section>
  )
}

const sizeWords = (bytes: number, lang: Lang) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toLocaleString(lang, { maximumFractionDigits: 1 })} MB`
