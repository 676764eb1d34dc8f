import { UsageError } from '../errors.ts'
import type { TestRunCaseResultInput } from '../generated/types.ts'
import { isWellFormed } from '../json.ts'
import { ownOf } from '../own.ts'
import { BEFORE_CALL, readUpload, type Upload } from '../upload.ts'
import { requireArgument, requireText } from './arguments.ts'
import type { Resolver } from './resolver.ts'

/** A result, with names instead of ids. */
export interface NamedResult {
  /** The test case: UUID, human ID (`DEMO-1`) or title. */
  readonly test_case_id: string
  /** Name of the result, such as `Passed`. */
  readonly status: string
  /** E-mail address of the person who carried it out. @default the `user` of all results */
  readonly user?: string | undefined
  /** A note about the execution. */
  readonly description?: string | undefined
  readonly attachments?: readonly Upload[] | undefined
}

/** A result as it is sent. */
export interface PreparedResult {
  readonly input: TestRunCaseResultInput
  readonly attachments: readonly Upload[]
}

/** @throws {UsageError} for a result that cannot be sent, whatever the other results are */
export async function prepareResult(
  result: NamedResult,
  userOfAll: string | undefined,
  resolver: Resolver,
  find: (name: string) => Promise<string>,
): Promise<PreparedResult> {
  const own = ownOf('recordResults: each of "results"', result)
  const { test_case_id, status, user = userOfAll, description, attachments = [] } = own
  if (user === undefined) throw new UsageError('recordResults: set "user" for each result, or once for all of them.')
  requireText('recordResults: "test_case_id"', test_case_id)
  requireArgument(Array.isArray(attachments), 'recordResults: "attachments"', 'an array of files', attachments)
  if (description !== undefined) {
    const isText = typeof description === 'string' && isWellFormed(description)
    requireArgument(isText, 'recordResults: "description"', 'a well-formed string', description)
  }
  return {
    input: {
      test_case_id: await find(test_case_id),
      test_run_status_id: await resolver.testRunStatus(status),
      user_id: await resolver.user(user),
      ...(description === undefined ? {} : { description }),
    },
    attachments: await Promise.all(attachments.map(keep)),
  }
}

/** Buffers streams: they can be read once, but a batch may be sent again in halves. */
async function keep(file: Upload): Promise<Upload> {
  const part = readUpload('attachments', file)
  requireArgument(part !== undefined, 'recordResults: each of "attachments"', 'a file', file)
  if (!part?.filename || !part.bytes || typeof (file as { stream?: unknown }).stream !== 'object') return file
  return new File([(await part.bytes(BEFORE_CALL)) as Uint8Array<ArrayBuffer>], part.filename, {
    type: part.type ?? '',
  })
}
