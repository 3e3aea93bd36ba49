import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What the server does with the next commands; it goes on doing so until told otherwise. */
export type Mood =
  | 'friendly'
  /** Answers `RCPT TO` with a passing or a lasting refusal. */
  | 'greylists'
  | 'refuses-recipient'
  /** Answers the text itself with a lasting refusal. */
  | 'refuses-text'
  /** Does not know us: nothing about a letter. */
  | 'refuses-sender'
  /** Goes away before any text was sent. */
  | 'drops-at-start'
  /** Is too busy for anyone: says so in its greeting. */
  | 'busy'
  /** Goes away in the middle of the text. */
  | 'drops-in-text'
  /** Takes the whole text and goes away without an answer. */
  | 'drops-after-text'
  /** Never says anything after the text, or at all. */
  | 'hangs-after-text'
  | 'hangs'

export type Received = { to: string; headers: Map<string, string>; raw: string; text: string }

export type MailServer = { url: string; mood: Mood; received: Received[]; connections: number; stop(): Promise<void> }

/** A mail server on a real socket (RFC 5321, as much as one letter needs), for as long as the test lasts. */
export async function mailServer(): Promise<MailServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)))
    self.connections++
    if (self.mood === 'drops-at-start') socket.destroy()
    else if (self.mood !== 'hangs') converse(socket, self)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const self: MailServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: 'friendly',
    received: [],
    connections: 0,
    async stop() {
      for (const socket of sockets) socket.destroy()
      if (server.listening) await new Promise((done) => server.close(done))
    },
  }
  onTestFinished(() => self.stop())
  return self
}

function converse(socket: Socket, server: MailServer): void {
  const say = (line: string) => socket.write(`${line}\r\n`)
  const answers: [RegExp, () => string][] = [
    [/^(EHLO|HELO)/i, () => '250 mail.example'],
    [/^MAIL FROM/i, () => (server.mood === 'refuses-sender' ? '550 we do not know you' : '250 ok')],
    [/^RCPT TO/i, () => (server.mood === 'greylists' ? '451 4.7.1 try again later' : server.mood === 'refuses-recipient' ? '550 5.1.1 no such user' : '250 ok')],
    [/^DATA/i, () => '354 go ahead'],
    [/^QUIT/i, () => '221 bye'],
  ]
  let buffer = ''
  let to = ''
  let inText = false
  if (server.mood === 'busy') return void socket.end('421 4.3.2 come back later\r\n')
  say('220 mail.example')
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1')
    for (;;) {
      if (inText && server.mood === 'drops-in-text' && buffer !== '') return void socket.destroy()
      const end = inText ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n')
      if (end < 0) return
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + (inText ? 5 : 2))
      if (inText) {
        inText = false
        if (server.mood === 'drops-after-text') return void socket.destroy()
        if (server.mood === 'hangs-after-text') return
        if (server.mood !== 'refuses-text') server.received.push(read(to, line.replaceAll('\r\n..', '\r\n.')))
        say(server.mood === 'refuses-text' ? '554 5.7.1 this looks like spam' : '250 ok')
        continue
      }
      to = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1] ?? to
      const answer = answers.find(([command]) => command.test(line))?.[1]() ?? '500 what?'
      inText = answer.startsWith('354')
      say(answer)
    }
  })
}

function read(to: string, raw: string): Received {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  const bytes = body.join('\r\n\r\n')
  const coding = headers.get('content-transfer-encoding')
  const decoded = coding === 'base64' ? Buffer.from(bytes, 'base64') : Buffer.from(coding === 'quoted-printable' ? unquoted(bytes) : bytes, 'latin1')
  return { to, headers, raw, text: decoded.toString('utf8').replaceAll('\r\n', '\n') }
}

const unquoted = (text: string) => text.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
