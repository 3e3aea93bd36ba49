import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../tests/support/folders.ts'
import { freePort, startServer, type ServerProcess } from './server-process.ts'

const main = join(project, 'dist/main.js')

/** Builds `dist/` when it is not there or older than a source: what is measured is what stands in the folder. */
export function buildKoers(): void {
  const newest = Math.max(...globSync('{src,scripts}/**/*', { cwd: project }).map((file) => statSync(join(project, file)).mtimeMs))
  if (existsSync(main) && statSync(main).mtimeMs > newest) return
  const built = spawnSync(process.execPath, [join(project, 'scripts/build.ts')], { cwd: project, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stderr}`)
}

/** What `npm start` gives the process: settings before `node`, flags before `dist/main.js`. */
function asStarted(): { flags: string[]; env: Record<string, string> } {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: { start: string } }
  const [, settings = '', flags] = /((?:\w+=\S+ )*)(?:exec )?node ((?:-\S+ )*)dist\/main\.js$/.exec(scripts.start) ?? []
  if (flags === undefined) throw new Error(`The start script does not end in node … dist/main.js: ${scripts.start}`)
  const words = (text: string) => text.split(' ').filter((word) => word !== '')
  return { flags: words(flags), env: Object.fromEntries(words(settings).map((word) => word.split('=') as [string, string])) }
}

type Options = { dataFolder: string; databaseUrl?: string; profile?: string | undefined }

/** What is given to `startServer`: the built server as `npm start` starts it, in trial mode, with its log on. */
export async function koersProcess({ dataFolder, databaseUrl, profile }: Options) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = asStarted()
  const env: Record<string, string> = {
    ...started.env,
    KOERS_MODE: 'trial',
    HOST: '127.0.0.1',
    PORT: String(port),
    KOERS_PUBLIC_URL: url,
    KOERS_DATA: dataFolder,
    KOERS_LOG_LEVEL: 'info',
    KOERS_REQUESTS_PER_ADDRESS: '1000000', // all load comes from one address
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  }
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  return { args: [...started.flags, ...profiling, main], url, env, ready: 'Koers staat klaar' }
}

export const startKoers = async (options: Options): Promise<ServerProcess> => startServer(await koersProcess(options))
