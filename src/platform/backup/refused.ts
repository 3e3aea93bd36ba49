/** A back-up that cannot be made or used; the message says what an operator can do. Nothing was changed or left behind. */
export class BackupRefused extends Error {
  readonly code = 'backup-refused'
  constructor(message: string) {
    super(message)
    this.name = 'BackupRefused'
  }
}
