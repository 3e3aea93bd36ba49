import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'

/**
 * What systemd does with koers.socket: holds a socket that listens, and starts what it is given on it, again and again while that
 * ends well. It waits for its child without looking at the socket, so who comes in between is taken by the next child.
 */
const [port = '0', ...args] = process.argv.slice(2)
const server = createServer()
server.listen({ port: Number(port), host: '127.0.0.1', backlog: 4096 }, () => {
  const { fd } = (server as unknown as { _handle: { fd: number } })._handle
  for (let status: number | null = 0; status === 0;) {
    // The number of a process is known to itself only, and `exec` keeps it.
    ;({ status } = spawnSync('/bin/sh', ['-c', 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" "$@"', process.execPath, ...args], { stdio: ['ignore', 'ignore', 'inherit', fd] }))
  }
  process.exit(1)
})
