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
} from '@testsigma-tms/client'

/** The arguments of a tool cannot work; the message says what would. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
}

const tooLong =
  'The tool took too long and was ended. If it changes something, part of that may be done: look before you repeat it, or ask for less at once.'

/** What an assistant needs to know: what happened, whether anything was changed, and what to do. */
export function describeFailure(error: unknown): string {
  if (error instanceof ToolError) return error.message
  if (error instanceof DOMException && error.name === 'TimeoutError') return tooLong
  if (!(error instanceof TestsigmaError)) return `The tool failed: ${messageOf(error)}`
  const details = error instanceof ApiError && error.details ? `\n${error.details}` : ''
  return `${error.message}${details}${advice(error)}`
}

function advice(error: TestsigmaError): string {
  if (error instanceof IndeterminateWriteError) {
    return '\nUNCERTAIN: nobody knows whether this change was made. Read what is there now before you repeat it, and tell the person.'
  }
  if (error instanceof AuthenticationError) {
    return '\nThe person who runs this MCP server has to set TESTSIGMA_API_KEY to a valid key and restart it.'
  }
  if (error instanceof PermissionError) return '\nThe key of this MCP server may not do that.'
  if (error instanceof NotFoundError) return '\nCheck the ID with one of the find tools.'
  if (error instanceof RateLimitError) return '\nToo much at once. Wait a few seconds before you retry.'
  if (error instanceof TimeoutError || error instanceof ConnectionError)
    return '\nTestsigma could not be reached in time.'
  return ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
