/** The data is temporarily unavailable; the same request may succeed shortly afterwards. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}

/** PostgreSQL errors during shutdown, startup, overload, and lock timeouts. */
const codes = ['57P01', '57P02', '57P03', '25P03', '55P03', '53300']
/** PostgreSQL errors of a replica, and of a full disk. */
const readOnlyCodes = ['25006', '53100']
const systemCodes = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT', 'EPIPE', 'ETIMEDOUT']

/** Converts errors that are caused by an unavailable database, not by the request. */
export function toUnavailable(error: unknown): UnavailableError | undefined {
  if (error instanceof UnavailableError) return error
  const { code = '', syscall, message = '' } = error as { code?: string; syscall?: string; message?: string }
  if (readOnlyCodes.includes(code)) {
    return new UnavailableError('the database takes no writes just now', { cause: error })
  }
  const isLost =
    codes.includes(code) ||
    code.startsWith('08') ||
    (systemCodes.includes(code) && (syscall === 'connect' || syscall === 'read' || syscall === 'write')) ||
    isQueryTimeout(error) ||
    /^Connection terminated|^timeout exceeded when trying to connect|Client was closed|not queryable/.test(message)
  return isLost ? new UnavailableError('the database does not respond just now', { cause: error }) : undefined
}

/** pg has no error code for it. */
export function isQueryTimeout(error: unknown): boolean {
  return (error as { message?: string }).message === 'Query read timeout'
}
