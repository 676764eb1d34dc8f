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
import { ToolError } from './tool-error.ts'

const tooLong =
  'The tool timed out. If it makes changes, some may have been made: check before you repeat it, or ask for less at once.'

/** Describes a failure for an assistant: what happened, whether anything was changed, and what to do. */
export function describeFailure(error: unknown): string {
  if (error instanceof ToolError) return error.message
  if (error instanceof DOMException && error.name === 'TimeoutError') return tooLong
  if (!(error instanceof TestsigmaError)) return `The tool failed: ${messageOf(error)}`
  // Most messages of errors already contain the details.
  const isNew = error instanceof ApiError && error.details && !error.message.includes(error.details)
  const details = isNew ? `\n${error.details}` : ''
  return `${error.message}${details}${advice(error)}`
}

function advice(error: TestsigmaError): string {
  if (error instanceof IndeterminateWriteError) {
    return '\nUNCERTAIN: this change may or may not have been made. Read the current state before you repeat it, and tell the person.'
  }
  if (error instanceof AuthenticationError) {
    return '\nThe person who runs this MCP server must set TESTSIGMA_API_KEY to a valid key and restart it.'
  }
  if (error instanceof PermissionError) return '\nThe key of this MCP server is not allowed to do that.'
  if (error instanceof NotFoundError) return '\nCheck the ID with one of the find tools.'
  if (error instanceof RateLimitError) return '\nToo many requests. Wait a few seconds before you retry.'
  if (error instanceof TimeoutError || error instanceof ConnectionError)
    return '\nTestsigma could not be reached in time.'
  return ''
}

/**
 * Reads the state after a write. If reading fails, that must not look like a failed write, which would be repeated.
 * @param done what the API has accepted, in one sentence
 * @throws {ToolError} when reading fails
 */
export async function readBack<T>(done: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw new ToolError(
      `${done} Reading it back failed, so that what it shows now is unknown: ${describeFailure(error)}\nDo not repeat the change before you have read what is there now.`,
    )
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
