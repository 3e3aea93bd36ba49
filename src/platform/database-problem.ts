/** Why a database does not do what is asked, by the code of the system or the SQLSTATE; in words that tell an outsider nothing of use. */
const problems = {
  'no-answer': /^(ETIMEDOUT|57014|database-crowded)$/,
  'not-there': /^(ECONNREFUSED|ECONNRESET|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3})$/,
  'starting-or-stopping': /^(57P0\d|database-stopped)$/,
  'login-refused': /^(28\w{3}|3D000)$/,
  'too-many-connections': /^53300$/,
  'disk-or-memory-full': /^(ENOSPC|53\w{3})$/,
  'read-only': /^25006$/,
  damaged: /^(XX001|XX002|58P01|58030|database-damaged)$/,
} as const
export type DatabaseProblem = keyof typeof problems

/** What is wrong with the database for now; nothing when it is the statement that is wrong. */
export function databaseProblem(error: Error): DatabaseProblem | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  // The driver has no code for these.
  if (code === undefined) return (Object.keys(withoutCode) as (keyof typeof withoutCode)[]).find((name) => withoutCode[name].test(error.message))
  return (Object.keys(problems) as DatabaseProblem[]).find((name) => problems[name].test(code))
}

const withoutCode = {
  'no-answer': /timeout exceeded when trying to connect|Connection terminated due to connection timeout|Query read timeout/,
  'not-there': /Connection terminated|is not queryable/,
} as const
