/** The PostgreSQL database cannot be used. The message names it without its password, and says why. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  /** Name as in the message, without the password. */
  readonly database: string

  constructor(database: string, reason: string, cause?: unknown) {
    super(`Cannot use ${database}: ${reason}`, { cause })
    this.database = database
  }
}
