import type { Exchange } from '@testsigma-tms/spec/conformance'

/** One exchange of a recording. */
export interface Recorded {
  readonly kind: 'exchange'
  /** `login.har, entry 3`. */
  readonly origin: string
  readonly method: string
  readonly url: string
  /** 0 or less where the request was cancelled, or no response came. */
  readonly status: number
  /** Reads the rest. @throws {Unreadable} when the recording lacks what has to be compared */
  read(): Promise<Exchange>
}

/** What a recording may hold besides exchanges that can be compared. */
export type RecordedItem =
  | Recorded
  /** An entry that is none, and why. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** A file of a folder that is no recording. */
  | { readonly kind: 'other file'; readonly file: string }
  /** A recording without an exchange. */
  | { readonly kind: 'empty'; readonly file: string }

/** A recording, or a part of it, that cannot be compared. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** The same with the reason in words, whatever was thrown while something was read. */
export function asUnreadable(error: unknown, origin: string): Unreadable {
  if (error instanceof Unreadable) return error
  return new Unreadable(`${origin}: ${error instanceof Error ? error.message : error}`)
}
