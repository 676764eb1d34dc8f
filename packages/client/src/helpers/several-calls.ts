import type { TestsigmaClient } from '../client.ts'
import { defaultsOf } from '../defaults.ts'
import { TestsigmaError, TimeoutError } from '../errors.ts'
import type { CallOptions } from '../options.ts'
import { ownOf } from '../own.ts'
import { DEFAULTS, readCallOptions } from '../settings.ts'
import { pause, raceAbort, watchEnd } from '../wait.ts'

/** The calls of one helper, which `signal` and `deadline` end together. */
export interface SeveralCalls {
  /** Ends the helper: the caller's signal, or the deadline. */
  readonly signal: AbortSignal | undefined
  /** Options for the next call: what is left of the deadline. */
  options(): CallOptions
  /** Waits; rejects at once when the helper is to end. */
  pause(milliseconds: number): Promise<void>
  /** The outcome of what others wait for as well; rejects at once when the helper is to end. */
  race<T>(promise: Promise<T>): Promise<T>
}

/**
 * Runs what makes several calls within one deadline: that of the options, or of the client.
 * @param name of the helper, for messages
 * @throws {UsageError} for options that cannot work
 * @throws {TimeoutError} when the deadline is over
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
  const late = () => new TimeoutError(`${name} did not end before its deadline of ${deadline} ms.`)
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

/** What a part of a helper failed with. The helper's own end is no failure of a part, and is thrown. */
export function asOurs(error: unknown, signal: AbortSignal | undefined): TestsigmaError {
  if (signal?.aborted && error === signal.reason) throw error
  if (error instanceof TestsigmaError) return error
  if (signal?.aborted) throw signal.reason
  return new TestsigmaError(`It failed for a reason of its own: ${String(error)}`, { cause: error })
}
