import { getRequestListener } from '@hono/node-server'
import { createServer } from 'node:http'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { errorFields, openLog } from '#platform/log'
import { collectProcess } from '#platform/metrics/process'
import { serveMetrics } from '#platform/metrics/server'
import { root } from '#platform/root'
import { versionIn } from '#platform/version'
import { openApp } from './app.ts'
import { connectionLimits } from './connections.ts'
import { stoppable } from './graceful-stop.ts'
import { isMendable } from './mendable.ts'
import { turningAway } from './turned-away.ts'

const NODE_AT_LEAST = 24
if (Number(process.versions.node.split('.')[0]) < NODE_AT_LEAST) {
  console.error(`Koers needs Node ${NODE_AT_LEAST}; this is ${process.version}. Start it with \`npm start\`: that uses the Node of the project itself.`)
  process.exit(1)
}

/** What Linux allows unless told otherwise: those who come while a process starts again wait here. */
const WAITING_AT_MOST = 4096

try {
  await run()
} catch (error) {
  fail(error)
}

/** What an operator can mend says so in one text; anything else keeps its stack. */
function fail(error: unknown): never {
  console.error(isMendable(error) ? error.message : error)
  process.exit(1)
}

async function run(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  // Nobody waited for it, so nobody was told that it was done; the requests of others go on.
  process.on('unhandledRejection', (error) => log.error(errorFields(error), 'a promise failed unheard'))
  const app = await openApp({ config, clock: systemClock, log })
  const server = createServer(connectionLimits(), turningAway(getRequestListener(app.fetch), { crowd: app.crowd, page: app.busyPage, metrics: app.metrics }))
  server.on('error', fail)
  const at = config.socket === undefined ? { port: config.port, host: config.host } : { fd: config.socket }
  server.listen({ ...at, backlog: WAITING_AT_MOST }, () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : config.port
    console.error(`Koers staat klaar op http://${config.host}:${port}${config.mode === 'trial' ? ' (proefomgeving)' : ''}`)
  })
  app.worker.start()
  app.sender?.start()
  app.pace.start()
  if (config.metricsPort !== undefined) {
    collectProcess(app.metrics, versionIn(root))
    await serveMetrics(app.metrics, { port: config.metricsPort, host: config.host })
  }
  const stopServer = stoppable(server)
  const stop = () =>
    void stopServer()
      .then(app.close)
      .finally(() => (log.flush(), process.exit(0)))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
