import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { openApp } from './app.ts'
import { isMendable } from './mendable.ts'

const [name, ...args] = process.argv.slice(2)

try {
  process.exitCode = await run()
} catch (error) {
  console.error(isMendable(error) ? error.message : error)
  process.exitCode = 1
}

async function run(): Promise<number> {
  const app = await openApp({ config: readConfig(process.env), clock: systemClock, log: silentLog })
  try {
    const verbs = Object.values(app.services).flatMap((service) => service.cli ?? [])
    const verb = verbs.find((known) => known.name === name && fits(known.usage, args))
    if (!verb) {
      console.error(`Usage: npm run koers -- <verb>\n\n${verbs.map((known) => `  ${known.usage}\n      ${known.about}`).join('\n')}`)
      return name === undefined || name === 'help' ? 0 : 2
    }
    const code = await verb.run(args, (line: string) => console.log(line))
    if (code === 2) console.error(`Usage: npm run koers -- ${verb.usage}`)
    return code
  } finally {
    await app.close()
  }
}

/** Verbs may share their first word (`import duo`, later `import …`): the second word of the usage, when it is fixed, must be the one given. */
function fits(usage: string, given: readonly string[]): boolean {
  const second = usage.split(' ')[1]
  return second === undefined || !/^[a-z]+$/.test(second) || given[0] === second
}
