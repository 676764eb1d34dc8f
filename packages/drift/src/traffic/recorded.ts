import type { Exchange } from '@testsigma-tms/spec/conformance'

/** One exchange of a recording. */
export interface Recorded {
  readonly kind: 'exchange'
  /** For example `login.har, entry 3`. */
  readonly origin: string
  readonly method: string
  readonly url: string
  /** 0 or less if the request was cancelled or got no response. */
  readonly status: number
  /** Reads headers and bodies. @throws {Unreadable} when the recording lacks something to compare */
  read(): Promise<Exchange>
}

/** What a recording can contain. */
export type RecordedItem =
  | Recorded
  /** An entry that cannot be read, with the reason. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** A file in a folder that is not a recording. */
  | { readonly kind: 'other file'; readonly file: string }
  /** A recording without exchanges. */
  | { readonly kind: 'empty'; readonly file: string }

/** A recording, or a part of it, cannot be compared. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** Wraps any error that occurs while reading. */
export function asUnreadable(error: unknown, origin: string): Unreadable {
  if (error instanceof Unreadable) return error
  return new Unreadable(`${origin}: ${error instanceof Error ? error.message : error}`)
}
