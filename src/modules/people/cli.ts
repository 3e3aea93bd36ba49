import type { CliVerb } from '#platform/module'
import type { Administration } from './administration.ts'

const OK = 0
const FAILED = 1
const MISUSED = 2

export const peopleCli = (administration: Administration): CliVerb[] => [
  {
    name: 'people',
    usage: 'people administrator EMAIL [--remove]',
    about: 'Makes someone with an account an administrator of this installation, or takes that away',
    run: (args, out) => onAccount(args, out, 'administrator', (email, remove) => administration.setAdministrator(email, !remove)),
  },
  {
    name: 'people',
    usage: 'people reset EMAIL',
    about: 'For who lost their telephone or recovery codes: takes the authenticator app and all passkeys away, and signs out everywhere',
    run: (args, out) => onAccount(args, out, 'reset', (email) => administration.resetSecondStep(email)),
  },
]

async function onAccount(
  args: readonly string[],
  out: (line: string) => void,
  verb: string,
  act: (email: string, remove: boolean) => Promise<string | undefined>,
): Promise<number> {
  const remove = args.includes('--remove')
  const [given, email, ...rest] = args.filter((argument) => argument !== '--remove')
  if (given !== verb || !email?.includes('@') || rest.length > 0 || (remove && verb !== 'administrator')) return MISUSED
  const done = await act(email.trim().toLowerCase(), remove)
  out(done ?? `There is no account with the address ${email}. Sign in with it first.`)
  return done === undefined ? FAILED : OK
}
