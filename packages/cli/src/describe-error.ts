import {
  ApiError,
  AuthenticationError,
  ConnectionError,
  IndeterminateWriteError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  TestsigmaError,
  TimeoutError,
  UsageError,
} from '@testsigma-tms/client'
import { type ExitCode, exitCodes } from './exit-codes.ts'

/** The message of an error with a suggested fix, and the exit code. */
export function describeError(error: unknown): { message: string; exitCode: ExitCode } {
  if (error instanceof UsageError) {
    const message = error.message.replace('allowInsecure: true', '--allow-insecure')
    return { message, exitCode: exitCodes.usage }
  }
  if (error instanceof TestsigmaError) return { message: withHint(error), exitCode: exitCodes.incomplete }
  const { stack, message = String(error) } = error instanceof Error ? error : {}
  return { message: stack ?? message, exitCode: exitCodes.incomplete }
}

export function withHint(error: TestsigmaError): string {
  const hint = hintFor(error)
  const details =
    error instanceof ApiError && error.details && !error.message.includes(error.details) ? ` ${error.details}` : ''
  const request = error instanceof ApiError && error.requestId ? ` (request ${error.requestId})` : ''
  return `${error.message}${details}${request}${hint ? `\n${hint}` : ''}`
}

function hintFor(error: TestsigmaError): string {
  if (error instanceof AuthenticationError)
    return 'Check the key: it may be revoked, or for another account. `tms doctor` says where it came from.'
  if (error instanceof PermissionError)
    return 'The key may not do this: ask an administrator of the account for one that may write.'
  if (error instanceof NotFoundError) {
    return new URL(error.url).pathname.startsWith('/api/v1/')
      ? 'Check the ID, and that --project names the project that it is in.'
      : 'Check --base-url: addresses of the API end with /api/v1.'
  }
  if (error instanceof ApiError && error.status < 300)
    return 'Something other than the API responded: check --base-url and the proxy.'
  if (error instanceof ApiError && error.status < 400)
    return 'If you trust that address, set it with --base-url: the key is sent nowhere else.'
  if (error instanceof RateLimitError) return 'Others use the same key: give each job its share, such as --rate 3.'
  if (error instanceof IndeterminateWriteError) return 'Check whether it was carried out before you repeat it.'
  if (error instanceof ConnectionError)
    return 'Check --base-url, the network and the proxy: `tms doctor` tries them one by one.'
  return error instanceof TimeoutError ? 'Increase the timeout with --timeout <seconds>.' : ''
}
