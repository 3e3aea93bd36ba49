/** Mistakes that an operator can mend say so in one text; anything else keeps its stack. */
const codes = new Set([
  'config-error',
  'secret-does-not-fit',
  'content-error',
  'folder-in-use',
  'database-damaged',
  'backup-refused',
  'migration-refused',
  'transfer-refused',
  'EADDRINUSE',
  'EACCES',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENOSPC',
  'ECONNREFUSED',
  'ENOTFOUND',
])

export function isMendable(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.has(error.code)
}
