/** The data cannot be reached just now; the same request may succeed in a moment. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}

/** What PostgreSQL says when it goes, has gone, comes back, or has others write for too long. */
const codes = ['57P01', '57P02', '57P03', '25P03', '55P03', '53300']
/** What it says when it is a replica now, or its disk is full. */
const readOnlyCodes = ['25006', '53100']
const systemCodes = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT', 'EPIPE', 'ETIMEDOUT']

/** The same error for all in which a database is not to blame the request for. */
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

/** pg has no code for it. */
export function isQueryTimeout(error: unknown): boolean {
  return (error as { message?: string }).message === 'Query read timeout'
}
