import { sealWithHash, verifyChain } from '#platform/audit-chain'
import type { Db } from '#platform/db'
import type { CliVerb } from '#platform/module'
import type { Assessments } from '#modules/assessments'
import type { Retention } from './retention.ts'

const OK = 0
const BROKEN = 1
const MISUSED = 2

const faults = {
  'number-missing': 'there is no line with this number',
  'not-after-the-one-before': 'this line does not follow the one before it',
  'entry-gone': 'the entry of this line is gone',
  'entry-changed': 'the entry of this line is not as it was sealed',
} as const

export const auditCli = (db: Db, assessments: Pick<Assessments, 'verifyAdopted'>): CliVerb => ({
  name: 'audit',
  usage: 'audit verify [--hash <written down earlier>]',
  about:
    'Computes the chain over the audit log again and holds every adopted round against its hash; says what was changed, removed or put in between. Exit code 1 when something was',
  async run([verb, option, hash, ...rest], out) {
    if (verb !== 'verify' || rest.length > 0 || (option !== undefined && (option !== '--hash' || !/^[0-9a-f]{64}$/.test(hash ?? '')))) return MISUSED
    const chain = await verifyChain(db)
    const noted = hash === undefined ? undefined : await sealWithHash(db, hash)
    const adopted = await assessments.verifyAdopted()
    out(chain.broken ? `BROKEN at number ${chain.broken.number}: ${faults[chain.broken.fault]}.` : `The chain is whole: ${chain.sealed} entries.`)
    if (chain.newest) out(`Newest: number ${chain.newest.number}, ${chain.newest.hash}`)
    out(`Not sealed yet: ${chain.unsealed}.`)
    if (hash !== undefined) out(noted ? `The hash that was written down is number ${noted.number}.` : 'BROKEN: the hash that was written down is not in the chain.')
    out(`Adopted rounds that are as they were: ${adopted.checked - adopted.changed.length} of ${adopted.checked}.`)
    for (const id of adopted.changed) out(`BROKEN: the adopted round ${id} was changed.`)
    return chain.broken || adopted.changed.length > 0 || (hash !== undefined && !noted) ? BROKEN : OK
  },
})

export const retentionCli = (retention: Retention): CliVerb => ({
  name: 'retention',
  usage: 'retention report',
  about: 'Says for each term of keeping how many days it is, and what it took away when',
  async run([verb, ...rest], out) {
    if (verb !== 'report' || rest.length > 0) return MISUSED
    for (const { name, days, runs } of await retention.report()) {
      out(`${name}: ${days === undefined ? 'without end' : `${days} days`}`)
      for (const run of runs) out(`  ${run.at.toISOString()} ${run.count} from before ${run.before.toISOString()}`)
    }
    return OK
  },
})
