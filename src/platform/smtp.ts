import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { Readable } from 'node:stream'
import { MINUTE, SECOND } from './clock.ts'

/** A letter as it leaves; the same one is the same to the letter, also when it is sent again. */
export type Outgoing = { id: string; recipient: string; subject: string; text: string; unsubscribe: string | null; createdAt: Date }

/**
 * What became of it. `later`: nothing has left, so trying again is safe. `refused`: this recipient or this letter is refused for
 * good. `unknown`: the text had left and no answer came, so it may have arrived.
 */
export type Sending = { status: 'sent' } | { status: 'later' | 'refused' | 'unknown'; why: string }

export type Smtp = {
  send(letter: Outgoing): Promise<Sending>
  /** Breaks off what has not handed over its text yet; what has is waited for. */
  hurry(): void
}

/** How long one step may take. There are at most twelve (connect, greet, EHLO, TLS, EHLO, sign in in three, FROM, TO, DATA, text). */
export const STEP_AT_MOST = MINUTE
export const STEPS_AT_MOST = 12

/** The mail server, behind this file only. One connection for each letter: nothing is tried again out of our sight. */
export function openSmtp({ server, from }: { server: string; from: string }, limits = { connect: 20 * SECOND, step: STEP_AT_MOST }): Smtp {
  const { protocol, hostname, port, username, password } = new URL(server)
  const secure = protocol === 'smtps:'
  const options = {
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    connectionTimeout: limits.connect,
    greetingTimeout: limits.connect,
    socketTimeout: limits.step,
  }
  const auth = username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  const underWay = new Set<() => void>()

  async function send(letter: Outgoing): Promise<Sending> {
    const message = composed(letter, from)
    const bytes = await message.build()
    const connection = new SMTPConnection(options)
    const step = { textLeaves: false }
    // Read only when the server has said that it wants the text.
    const text = Readable.from(
      (function* () {
        step.textLeaves = true
        yield bytes
      })(),
    )
    const breakOff = () => void (step.textLeaves || connection.close())
    underWay.add(breakOff)
    try {
      await new Promise<void>((resolve, reject) => {
        const then = (go: () => void) => (error: Error | null | undefined) => (error ? reject(error) : go())
        connection.once('error', reject)
        connection.once('end', () => reject(new Error('the connection ended')))
        const hand = () => connection.send({ ...message.getEnvelope(), size: bytes.length }, text, then(resolve))
        connection.connect(then(() => (auth ? connection.login(auth, then(hand)) : hand())))
      })
      return { status: 'sent' }
    } catch (error) {
      return whatCameOf(error, step.textLeaves, letter.recipient)
    } finally {
      underWay.delete(breakOff)
      // The answer is there; whether the goodbye arrives changes nothing.
      connection.on('error', () => {})
      connection.close()
    }
  }
  return { send, hurry: () => underWay.forEach((breakOff) => breakOff()) }
}

function whatCameOf(error: unknown, textLeft: boolean, recipient: string): Sending {
  const { command, responseCode, response, message } = error as Error & { command?: string; responseCode?: number; response?: string }
  const why = [command, response ?? message].join(' ').replaceAll(recipient, '…').replaceAll(/\s+/g, ' ').trim().slice(0, 200)
  if (responseCode === undefined) return { status: textLeft ? 'unknown' : 'later', why }
  // A refusal of ourselves (signing in, the sender) is for the operator to mend; only one of the recipient or the letter is for good.
  const ofTheLetter = command === 'RCPT TO' || command === 'DATA'
  return { status: ofTheLetter && responseCode >= 500 ? 'refused' : 'later', why }
}

const composed = ({ id, recipient, subject, text, unsubscribe, createdAt }: Outgoing, from: string) =>
  new MailComposer({
    from: { name: 'Koers', address: from },
    to: { name: '', address: recipient },
    subject,
    text,
    messageId: `<${id}@${from.split('@')[1]}>`,
    date: dateInNetherlands(createdAt),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe === null ? {} : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()

const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'longOffset',
})

/** RFC 5322 section 3.3, in the time of those who read it: `Mon, 02 Mar 2026 10:00:00 +0100`. */
export function dateInNetherlands(at: Date): string {
  const part = Object.fromEntries(moment.formatToParts(at).map(({ type, value }) => [type, value]))
  const month = part['month']?.slice(0, 3)
  return `${part['weekday']}, ${part['day']} ${month} ${part['year']} ${part['hour']}:${part['minute']}:${part['second']} ${part['timeZoneName']?.replace(/GMT|:/g, '')}`
}
