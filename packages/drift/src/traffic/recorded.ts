import type { Exchange } from '@testsigma-tms/spec/conformance'

/** One exchange of a recording. */
export interface Recorded {
  /** `login.har, entry 3`. */
  readonly origin: string
  readonly method: string
  readonly url: string
  /** Reads the rest. @throws {Unreadable} when the recording lacks what has to be compared */
  read(): Promise<Exchange>
}

/** A recording, or a part of it, that cannot be compared. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}
