import { UsageError } from '../errors.ts'
import type { Encoded, Reading } from '../form.ts'
import type { CallOptions } from '../options.ts'
import { ownOf } from '../own.ts'
import { requireHeaders, requireKind } from '../require.ts'
import { type Scrub, scrubCause } from '../scrub.ts'
import { readAll } from '../upload.ts'
import { isIdempotentMethod } from './retry.ts'
import type { Connection } from './transport.ts'

/** A `fetch` that adds the key, respects the rate limit, retries, and throws the errors of this package. */
export type Transport = (input: string | URL | Request, init?: CallInit) => Promise<Response>

/** Options of a transport, in addition to those of every `fetch`. */
export interface CallInit extends RequestInit, Pick<CallOptions, 'timeout' | 'deadline' | 'retry'> {
  /** Name of the operation, for hooks and messages. */
  readonly operationId?: string | undefined
  /** Whether the request may be sent again after it may have been applied. @default by the method */
  readonly idempotent?: boolean | undefined
}

/** A `fetch` over the connection. Responses are returned as they are, including failures. */
export function asFetch(connection: Connection): Transport {
  return async (input, given = {}) => {
    const { operationId, timeout, deadline, retry, idempotent, signal, ...rest } = ownOf('The options', given)
    requireKind('boolean', 'idempotent', idempotent)
    const call = connection.readCallOptions({ timeout, deadline, retry, signal: signal ?? undefined })
    const request = requestOf(input, Object.assign(Object.create(null), rest), connection.settings.scrub)
    const { body: _, ...init } = rest
    const { url, method } = request
    const { response } = await connection.send(
      {
        operationId,
        method,
        url,
        body: undefined,
        encode: request.body === null ? undefined : (reading) => readBody(request, reading),
        isIdempotent: idempotent ?? isIdempotentMethod(method),
        init,
      },
      {
        ...call,
        headers: requireHeaders(Object.fromEntries(request.headers)),
        signal: signal === undefined ? request.signal : call.signal,
      },
    )
    return response as Response
  }
}

/** @throws {UsageError} for input that `fetch` would reject too */
function requestOf(input: string | URL | Request, init: RequestInit, scrub: Scrub): Request {
  try {
    return new Request(input, init)
  } catch (error) {
    const cause = scrubCause(error, scrub)
    throw new UsageError(`This cannot be sent: ${(cause as Error).message}.`, { cause, attempts: 0 })
  }
}

/** Reads the body into memory, because a stream could be sent only once. */
async function readBody(request: Request, reading: Reading): Promise<Encoded> {
  const read = async () => new Uint8Array(await reading.wait(request.arrayBuffer()))
  const bytes = await readAll('The body', reading, read)
  return { bytes: bytes.length > 0 ? bytes : undefined }
}
