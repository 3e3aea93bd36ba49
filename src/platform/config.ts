import { join, resolve } from 'node:path'
import { z } from 'zod'
import { SECOND } from './clock.ts'
import { oidcProviders, type OidcProvider } from './oidc-setting.ts'
import { root } from './root.ts'
import type { S3Settings } from './s3.ts'

/** A hundred years is without end in all but name. */
const days = z.coerce.number().int().min(1).max(36_500)

const port = z.coerce.number().int().min(0).max(65_535)

/**
 * Every setting Koers reads, in one place. `docs/configuration.md` is generated from the descriptions.
 * Nothing else reads the environment.
 */
export const settings = {
  KOERS_MODE: z
    .enum(['trial', 'production'])
    .default('trial')
    .describe('trial: everything works at once, says so on every page, shows a demonstration board. production: refuses to start while something is missing.'),
  PORT: port.default(3000).describe('The port to listen on.'),
  HOST: z.string().min(1).default('localhost').describe('The address to listen on; 0.0.0.0 for all.'),
  LISTEN_FDS: z.coerce.number().int().min(0).optional().describe('Set by systemd: a socket that is open already (deploy/koers.socket). Then PORT and HOST are not used.'),
  LISTEN_PID: z.coerce.number().int().min(0).optional().describe('Set by systemd: the process that the socket is meant for.'),
  KOERS_DATA: z.string().min(1).default(join(root, 'data')).describe('The folder of the embedded database and the generated secret.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('postgres://… : the same code on PostgreSQL 15 or newer instead of the embedded database.'),
  KOERS_DATABASE_LISTEN_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('postgres://… : the way to PostgreSQL itself, for the one connection that listens, where DATABASE_URL leads to a pooler that lends a connection for a transaction.'),
  KOERS_DATABASE_PREPARE: z
    .enum(['yes', 'no'])
    .default('yes')
    .describe('no: behind a pooler that loses prepared statements, such as PgBouncer before 1.21. Pages then cost PostgreSQL two to three times as much.'),
  KOERS_DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10).describe('Connections to PostgreSQL per process; some migrations take two.'),
  KOERS_DATABASE_PATIENCE: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe('Seconds that one statement of a request may take on PostgreSQL; then the page says that nothing was stored and keeps what was typed.'),
  KOERS_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('At least 32 characters; seals the key that authenticator apps, recovery codes and pseudonyms are made with. Trial mode generates one in the data folder.'),
  KOERS_SECRET_BEFORE: z.string().min(32).optional().describe('The secret that KOERS_SECRET replaces, until every process has started with both.'),
  KOERS_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The address people use, such as https://koers.example.nl; in production https.'),
  KOERS_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'smtp://user:password@host:587 (STARTTLS where the server offers it) or smtps://… : the mail server. Without one a trial sends nothing and shows its mail at /postbus.',
    ),
  KOERS_MAIL_FROM: z.email().optional().describe('The address of the sender of mail; needed with KOERS_SMTP_URL.'),
  KOERS_SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:|https:)/)
    .optional()
    .describe('mailto:… or https:… for /.well-known/security.txt.'),
  KOERS_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The address of a store that speaks S3, with https: keep files there instead of the database; then bucket, access key and secret key are needed too.'),
  KOERS_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional()
    .describe('The bucket, for this installation alone: what no row of the database points to is removed from it after a day.'),
  KOERS_S3_REGION: z.string().min(1).default('us-east-1').describe('The region that requests to the store are signed for.'),
  KOERS_S3_ACCESS_KEY: z.string().min(1).optional().describe('The access key of the store; it may read, write, list and delete in the bucket.'),
  KOERS_S3_SECRET_KEY: z.string().min(1).optional().describe('The secret key that belongs to it.'),
  KOERS_OIDC: oidcProviders
    .optional()
    .describe(
      'Ways to sign in beside e-mail, such as Entree Federatie, SURFconext, Entra ID or Google: a JSON list of `{"id","name","issuer","clientId","clientSecret","trustEmail"}`. The address to register there is `<KOERS_PUBLIC_URL>/aanmelden/met/<id>/terug`. `trustEmail: true` only where the provider checks addresses: then the same address is the same account.',
    ),
  KOERS_KEEP_VISITOR_MEASUREMENTS: days
    .optional()
    .describe(
      'Days after which a measurement that nobody touched, and that is in no account, is deleted. Without it they stay: their makers were told so, and only their link opens them.',
    ),
  KOERS_KEEP_ENDED_MEMBERSHIPS: days
    .default(730)
    .describe('Days that is remembered who belonged to a board or school after that ended: two years, for a board looks back over its last full plan.'),
  KOERS_KEEP_PARTICIPANTS: days
    .default(365)
    .describe('Days after a round of a board closed until its answers no longer say whose they were: a year, so that the next round can ask the same people.'),
  KOERS_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is logged, as JSON lines on standard output.'),
  KOERS_METRICS_PORT: port
    .optional()
    .describe('The port for /metrics, for a monitor such as Prometheus, on the same HOST; keep it away from the outside. Without it there are no metrics.'),
  KOERS_REQUESTS_PER_ADDRESS: z.coerce.number().int().min(1).default(100).describe('Requests per second that one address may make for longer; ten times that at once.'),
  KOERS_TRUST_PROXY: z.enum(['yes', 'no']).default('no').describe('yes: the reverse proxy sets X-Forwarded-For; its last address counts for rate limits.'),
}
const schema = z.object(settings)

/** The first file descriptor that systemd passes on: sd_listen_fds(3). */
const FIRST_SOCKET = 3

export type Config = {
  mode: 'trial' | 'production'
  port: number
  host: string
  dataFolder: string
  /** A socket that systemd opened; undefined: open one on `host` and `port`. */
  socket: number | undefined
  database: { url: string | undefined; pool: number; listenUrl: string | undefined; prepare: boolean; /** In milliseconds. */ patience: number }
  secret: string | undefined
  /** What `secret` replaces, as long as both may be met. */
  secretBefore: string | undefined
  publicUrl: string
  /** undefined: nothing is sent, which only a trial may. */
  mail: { server: string; from: string } | undefined
  securityContact: string | undefined
  /** Where files are kept; undefined: in the database. */
  s3: S3Settings | undefined
  oidc: readonly OidcProvider[]
  /** In days; undefined: without end. */
  keep: { visitorMeasurements: number | undefined; endedMemberships: number; participants: number }
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  metricsPort: number | undefined
  requestsPerAddress: number
  trustProxy: boolean
}

/** What is wrong with the settings, one line per setting, so that an operator can mend them all at once. */
export class ConfigError extends Error {
  readonly code = 'config-error'
  constructor(lines: readonly string[]) {
    super(`Koers cannot start with these settings:\n${lines.map((line) => `  ${line}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/** @throws {ConfigError} naming every missing or wrong setting. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([key, value]) => key in settings && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  const value = parsed.data
  if (value.KOERS_MODE === 'production') refuseIncompleteProduction(value)
  return {
    mode: value.KOERS_MODE,
    port: value.PORT,
    host: value.HOST,
    dataFolder: resolve(value.KOERS_DATA),
    socket: value.LISTEN_FDS === 1 && value.LISTEN_PID === process.pid ? FIRST_SOCKET : undefined,
    database: {
      url: value.DATABASE_URL,
      pool: value.KOERS_DATABASE_POOL,
      listenUrl: value.KOERS_DATABASE_LISTEN_URL,
      prepare: value.KOERS_DATABASE_PREPARE === 'yes',
      patience: value.KOERS_DATABASE_PATIENCE * SECOND,
    },
    secret: value.KOERS_SECRET,
    secretBefore: value.KOERS_SECRET_BEFORE,
    publicUrl: (value.KOERS_PUBLIC_URL ?? `http://${value.HOST}:${value.PORT}`).replace(/\/+$/, ''),
    mail: mailOf(value),
    securityContact: value.KOERS_SECURITY_CONTACT,
    s3: s3Of(value),
    oidc: value.KOERS_OIDC ?? [],
    keep: { visitorMeasurements: value.KOERS_KEEP_VISITOR_MEASUREMENTS, endedMemberships: value.KOERS_KEEP_ENDED_MEMBERSHIPS, participants: value.KOERS_KEEP_PARTICIPANTS },
    logLevel: value.KOERS_LOG_LEVEL,
    metricsPort: value.KOERS_METRICS_PORT,
    requestsPerAddress: value.KOERS_REQUESTS_PER_ADDRESS,
    trustProxy: value.KOERS_TRUST_PROXY === 'yes',
  }
}

function mailOf({ KOERS_SMTP_URL: server, KOERS_MAIL_FROM: from }: z.output<typeof schema>): Config['mail'] {
  if (server === undefined) return undefined
  if (from === undefined) throw new ConfigError(['KOERS_MAIL_FROM is missing. A mail server is set, so mail needs a sender.'])
  return { server, from }
}

/** All of it or nothing: half a store would lose files. */
function s3Of(value: z.output<typeof schema>): S3Settings | undefined {
  const { KOERS_S3_ENDPOINT: endpoint, KOERS_S3_BUCKET: bucket, KOERS_S3_ACCESS_KEY: accessKey, KOERS_S3_SECRET_KEY: secretKey } = value
  if (endpoint && bucket && accessKey && secretKey) return { endpoint: endpoint.replace(/\/+$/, ''), bucket, region: value.KOERS_S3_REGION, accessKey, secretKey }
  const names = ['KOERS_S3_ENDPOINT', 'KOERS_S3_BUCKET', 'KOERS_S3_ACCESS_KEY', 'KOERS_S3_SECRET_KEY'] as const
  const missing = names.filter((name) => value[name] === undefined)
  if (missing.length < names.length) throw new ConfigError(missing.map((name) => `${name} is missing. ${settings[name].description ?? ''}`))
  return undefined
}

function refuseIncompleteProduction(value: z.output<typeof schema>): void {
  const required = ['KOERS_SECRET', 'KOERS_PUBLIC_URL', 'KOERS_SMTP_URL', 'KOERS_MAIL_FROM', 'DATABASE_URL', 'KOERS_SECURITY_CONTACT'] as const
  const missing = required.filter((key) => value[key] === undefined).map((key) => `${key} is missing. ${settings[key].description ?? ''}`)
  if (value.KOERS_PUBLIC_URL?.startsWith('http://')) missing.push('KOERS_PUBLIC_URL must start with https:// in production.')
  if (missing.length > 0) throw new ConfigError(missing)
}
