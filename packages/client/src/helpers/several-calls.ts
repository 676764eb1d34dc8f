import type { TestsigmaClient } from '../client.ts'
import { defaultsOf } from '../defaults.ts'
import { TestsigmaError, TimeoutError } from '../errors.ts'
import type { CallOptions } from '../options.ts'
import { ownOf } from '../own.ts'
import { DEFAULTS, readCallOptions } from '../settings.ts'
import { pause, raceAbort, watchEnd } from '../wait.ts'

/** Options and waits for the calls of one helper, which share a signal and a deadline. */
export interface SeveralCalls {
  /** Aborted by the caller's signal or by the deadline. */
  readonly signal: AbortSignal | undefined
  /** Options for the next call, with what is left of the deadline. */
  options(): CallOptions
  /** Waits. Rejects immediately when the helper is aborted. */
  pause(milliseconds: number): Promise<void>
  /** Waits for a promise that others may share. Rejects immediately when the helper is aborted. */
  race<T>(promise: Promise<T>): Promise<T>
}

/**
 * Runs a task of several calls within one deadline: that of the options, or of the client.
 * @param name of the helper, for messages
 * @throws {UsageError} for invalid options
 * @throws {TimeoutError} when the deadline has passed
 */
export async function severalCalls<T>(
  name: string,
  tms: TestsigmaClient,
  options: CallOptions,
  task: (calls: SeveralCalls) => Promise<T>,
): Promise<T> {
  const own = ownOf('The options', options)
  const { signal, deadline } = readCallOptions(own, defaultsOf(tms) ?? DEFAULTS)
  const end = watchEnd({ signal, deadline })
  const late = () => new TimeoutError(`${name} did not finish before its deadline of ${deadline} ms.`)
  try {
    return await task({
      signal: end.signal,
      options() {
        if (end.isLate()) throw late()
        if (deadline === undefined) return own
        return { ...own, deadline: Math.max(1, Math.ceil(end.timeLeft())) }
      },
      pause: (milliseconds) => pause(milliseconds, end.signal),
      race: (promise) => raceAbort(promise, end.signal),
    })
  } catch (error) {
    throw end.isLate() && error === end.signal?.reason ? late() : error
  } finally {
    end.release()
  }
}

/** The error of one part of a helper. If the helper itself was aborted, throws the reason instead. */
export function asOurs(error: unknown, signal: AbortSignal | undefined): TestsigmaError {
  if (signal?.aborted && error === signal.reason) throw error
  if (error instanceof TestsigmaError) return error
  if (signal?.aborted) throw signal.reason
  return new TestsigmaError(`Unexpected failure: ${String(error)}`, { cause: error })
}
