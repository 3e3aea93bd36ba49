import type { Child } from 'hono/jsx'
import { longDate, type Lang } from '#platform/i18n'
import { Badge } from '#ui/badge'
import { Details } from '#ui/details'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { LevelSign } from '#ui/sign'
import type { Line } from '../line.ts'
import { capital, signOf } from '../print/words.ts'
import { settledWords } from '../settled.ts'
import { textIn, type Text } from '../text.ts'

type Props = { line: Line; base: string; mine: boolean; lang: Lang }

/** One condition in the report: the answer and its sentence first, the next step, and the rest one click away. */
export function ConditionInReport({ line, base, mine, lang }: Props) {
  const text = textIn(lang)
  return (
    <section class="koers-report-line" id={`v${line.id}`} aria-labelledby={`v${line.id}-title`}>
      <Heading level={4} id={`v${line.id}-title`}>
        <span lang="nl">{`${line.id} ${line.title}`}</span>
      </Heading>
      <p class="nl-paragraph">
        <LevelSign answer={signOf(line)} underpinned={line.underpinned} carried={line.carried} flag={line.wish !== null} label="" />{' '}
        <strong>
          <AnswerName line={line} text={text} />
        </strong>
        {line.level !== null && (
          <>
            {' '}
            <Badge>{line.underpinned ? text.line.underpinned : text.line.claimed}</Badge>
          </>
        )}
        {line.change && line.change.direction !== 'same' && (
          <>
            {' '}
            <Badge kind="growth">{text.direction[line.change.direction]}</Badge>
          </>
        )}
        {line.inconsistent && (
          <>
            {' '}
            <Badge kind="warning">{text.inconsistencies.title}</Badge>
          </>
        )}
      </p>
      {line.sentence && (
        <p class="nl-paragraph" lang="nl">
          {line.sentence}
        </p>
      )}
      {line.reason && (
        <p class="nl-paragraph">
          {text.line.reason}: <bdi>{line.reason}</bdi>
        </p>
      )}
      <Together line={line} text={text} lang={lang} />
      {line.answer === 'unknown' && <p class="nl-paragraph">{text.line.unknownStep}</p>}
      {line.wish && (
        <p class="nl-paragraph">
          <Badge kind="wish">{text.line.wish}</Badge> {`${text.wish.desired.toLowerCase()} ${line.wish.desiredLevel} ${line.wish.desiredLevelName}; `}
          {text.wish.owner.toLowerCase()}: <bdi>{line.wish.owner || text.wish.noOwner}</bdi>; {text.wish.term.toLowerCase()}:{' '}
          {line.wish.term ? longDate(line.wish.term, lang) : text.wish.noTerm}
        </p>
      )}
      <Details summary={text.pictures.more} over={line.id}>
        {line.next && (
          <p class="nl-paragraph">
            <strong>{text.line.next(`${line.next.level} ${line.next.levelName}`)}.</strong> <span lang="nl">{line.next.sentence}</span>
          </p>
        )}
        <Needs line={line} text={text} />
        <Facts line={line} text={text} lang={lang} />
        {mine && (
          <p class="nl-paragraph">
            <Link href={`${base}/${line.id}`} context={line.id}>
              {text.pictures.toQuestion}
            </Link>
          </p>
        )}
      </Details>
    </section>
  )
}

/** What did not come from one person here: the board's answer, why it is different here, and what was settled together. */
function Together({ line, text, lang }: { line: Line; text: Text; lang: Lang }) {
  const t = text.line
  return (
    <>
      {line.inherited && <p class="nl-paragraph">{t.inherited(text.arranged[line.arrangedBy ?? 'board'])}</p>}
      {line.deviation && (
        <p class="nl-paragraph">
          <strong>{t.deviation}</strong> <bdi class="koers-typed">{line.deviation}</bdi>
        </p>
      )}
      {line.settled && (
        <p class="nl-paragraph">
          <bdi>{`${settledWords(line.settled, text, lang)}.`}</bdi>
        </p>
      )}
      {line.settled?.dissent && (
        <p class="nl-paragraph">
          <strong>{text.settled.dissent}</strong> <bdi class="koers-typed">{line.settled.dissent}</bdi> <span class="koers-quiet">{text.settled.dissentWho}</span>
        </p>
      )}
    </>
  )
}

/** Beside a sign, which already shows the number: only who hears the page gets it here. */
export function AnswerName({ line, text }: { line: Pick<Line, 'answer' | 'level' | 'levelName'>; text: Text }) {
  if (line.level === null) return <>{answerWords(line, text)}</>
  return (
    <>
      <span class="koers-hidden">{line.level} </span>
      {line.levelName}
    </>
  )
}

export const answerWords = (line: Pick<Line, 'answer' | 'level' | 'levelName'>, text: Text) =>
  line.level === null ? capital(text.answer[line.answer]) : `${line.level} ${line.levelName ?? ''}`

function Needs({ line, text }: { line: Line; text: Text }) {
  return (
    <>
      <p class="nl-paragraph">{text.line.needs}</p>
      <ul class="koers-links" lang="nl">
        {line.needs.map((need) => (
          <li>
            <span aria-hidden="true">{need.done ? '☑' : '☐'}</span> {need.text} <span class="koers-quiet">({need.done ? text.line.done : text.line.missing})</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Facts({ line, text, lang }: { line: Line; text: Text; lang: Lang }) {
  const t = text.line
  const facts: [string, Child][] = [
    [t.note, line.note && <bdi class="koers-typed">{line.note}</bdi>],
    [t.evidence, line.evidence && <bdi class="koers-typed">{line.evidence}</bdi>],
    [
      t.evidenceLink,
      line.evidenceLink && (
        <Link href={line.evidenceLink} rel="noopener nofollow">
          {line.evidenceLink}
        </Link>
      ),
    ],
    [t.arranged, line.arrangedBy && !line.inherited && text.arranged[line.arrangedBy]],
    [
      t.answered,
      line.answeredAt &&
        `${longDate(new Date(line.answeredAt), lang)} (${t.age(line.ageInDays ?? 0)}), ${line.answeredBy?.name ?? text.noRole}${line.carried ? `, ${t.carried}` : ''}`,
    ],
    [t.who, <span lang="nl">{line.carriesOut.join(', ')}</span>],
    [t.involved, <span lang="nl">{line.involved.join(', ')}</span>],
    [t.previous, line.previous && answerWords({ ...line.previous, levelName: null }, text)],
  ]
  return (
    <dl class="koers-pairs">
      {facts
        .filter(([, value]) => value !== null && value !== '' && value !== false)
        .map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
  )
}
