import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** The way to a database. It can be cut and laid again, slowed down, and held: then connections stay and nothing passes. */
export type Way = { url: string; cut(): Promise<void>; mend(): Promise<void>; delay(ms: number): void; hold(): void; letGo(): void }

export async function wayTo(url: URL): Promise<Way> {
  const ends = new Set<Socket>()
  const state = { delay: 0, gate: Promise.resolve(), open: () => {} }
  /** In order: each piece waits until the one before it has gone. */
  const carry = (from: Socket, to: Socket) => {
    const pass = async (piece: Buffer, before: Promise<void>) => {
      await before
      if (state.delay > 0) await wait(state.delay)
      await state.gate
      if (!to.destroyed) to.write(piece)
    }
    let last = Promise.resolve()
    from.on('data', (piece: Buffer) => (last = pass(piece, last)))
  }
  const way = createServer((from) => {
    const to = connect(Number(url.port), url.hostname)
    for (const end of [from, to]) ends.add(end.on('error', () => {}).on('close', () => (ends.delete(end), from.destroy(), to.destroy())))
    carry(from, to)
    carry(to, from)
  })
  const open = async (port: number) => void (way.listen(port, '127.0.0.1'), await once(way, 'listening'))
  const cut = async () => {
    const closed = once(way, 'close')
    way.close()
    for (const end of ends) end.destroy()
    await closed
  }
  await open(0)
  const { port } = way.address() as AddressInfo
  onTestFinished(async () => void (way.listening && (await cut())))
  return {
    url: Object.assign(new URL(url), { port: String(port) }).href,
    cut,
    mend: () => open(port),
    delay: (ms) => void (state.delay = ms),
    hold: () => void (state.gate = new Promise((resolve) => (state.open = resolve))),
    letGo: () => (state.open(), void (state.gate = Promise.resolve())),
  }
}
