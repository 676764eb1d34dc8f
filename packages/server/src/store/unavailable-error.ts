/** The data cannot be reached just now; the same request may succeed in a moment. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}

/** What PostgreSQL says when it goes, has gone, comes back, or has others write for too long. */
const codes = ['57P01', '57P02', '57P03', '25P03', '55P03', '53300']
const systemCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']

/** The same error for all in which a database is not to blame the request for. */
export function toUnavailable(error: unknown): UnavailableError | undefined {
  if (error instanceof UnavailableError) return error
  const { code = '', syscall, message = '' } = error as { code?: string; syscall?: string; message?: string }
  const isLost =
    codes.includes(code) ||
    code.startsWith('08') ||
    (systemCodes.includes(code) && (syscall === 'connect' || syscall === 'read' || syscall === 'write')) ||
    /^Connection terminated|^timeout exceeded when trying to connect|Client was closed|not queryable/.test(message)
  return isLost ? new UnavailableError('the database does not respond just now', { cause: error }) : undefined
}
