import { backupCli } from '#platform/backup/cli'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { openDb } from '#platform/db'
import { secretCli } from '#platform/installation-key'
import { silentLog } from '#platform/log'
import type { CliVerb } from '#platform/module'
import { root } from '#platform/root'
import { versionIn } from '#platform/version'
import { openApp } from './app.ts'
import { isMendable } from './mendable.ts'
import { migrations } from './migrations.ts'

const [name, ...args] = process.argv.slice(2)

try {
  process.exitCode = await run()
} catch (error) {
  console.error(isMendable(error) ? error.message : error)
  process.exitCode = 1
}

async function run(): Promise<number> {
  const config = readConfig(process.env)
  const open = () => openDb({ ...config.database, dataFolder: config.dataFolder })
  // These want the database as it is: opening the whole would migrate and fill it first.
  const bare = [...backupCli({ open, clock: systemClock, version: versionIn(root), migrations }), ...secretCli({ open, config })]
  const found = verbIn(bare)
  if (found) return runVerb(found)
  const app = await openApp({ config, clock: systemClock, log: silentLog })
  try {
    const verbs = [...bare, ...Object.values(app.services).flatMap((service) => service.cli ?? [])]
    const verb = verbIn(verbs)
    if (verb) return await runVerb(verb)
    console.error(`Usage: npm run koers -- <verb>\n\n${verbs.map((known) => `  ${known.usage}\n      ${known.about}`).join('\n')}`)
    return name === undefined || name === 'help' ? 0 : 2
  } finally {
    await app.close()
  }
}

function verbIn(verbs: readonly CliVerb[]): CliVerb | undefined {
  return verbs.find((known) => known.name === name && fits(known.usage, args))
}

async function runVerb(verb: CliVerb): Promise<number> {
  const code = await verb.run(args, (line: string) => console.log(line))
  if (code === 2) console.error(`Usage: npm run koers -- ${verb.usage}`)
  return code
}

/** Verbs may share their first word (`import duo`, later `import …`): the second word of the usage, when it is fixed, must be the one given. */
function fits(usage: string, given: readonly string[]): boolean {
  const second = usage.split(' ')[1]
  return second === undefined || !/^[a-z]+$/.test(second) || given[0] === second
}
