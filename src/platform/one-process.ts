import { createHash } from 'node:crypto'
import { realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Another process has this data folder open. The embedded database serves one process: two would damage each other's files. */
export class FolderInUse extends Error {
  readonly code = 'folder-in-use'
  constructor(folder: string) {
    super(`Another process of Koers has ${folder} open. Stop it first, or use PostgreSQL (DATABASE_URL), which serves many.`)
    this.name = 'FolderInUse'
  }
}

const LONGEST_SOCKET = 100 // characters; the system allows 107

/**
 * Takes the folder for this process. A socket and not a file with a number in it: the system lets go of it when a process dies,
 * however it dies, so that a start after a crash needs no hand.
 * @throws {FolderInUse}
 */
export async function takeFolder(folder: string): Promise<() => void> {
  const inFolder = join(realpathSync(folder), 'in-use.sock')
  const path = inFolder.length <= LONGEST_SOCKET ? inFolder : join(tmpdir(), `koers-${createHash('sha256').update(inFolder).digest('hex').slice(0, 24)}.sock`)
  const server = (await listen(path)) ?? (await takeOver(path))
  if (!server) throw new FolderInUse(folder)
  return () => void server.close()
}

/** A socket that nobody answers at was left by a process that died. */
async function takeOver(path: string): Promise<Server | undefined> {
  if (await answers(path)) return undefined
  rmSync(path, { force: true })
  return listen(path)
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
    server.listen(path, () => resolve(server.unref()))
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}
