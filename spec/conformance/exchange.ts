import type { Message } from './check-body.ts'

/** A request and its response, as they went over the wire. */
export interface Exchange {
  readonly request: Message & {
    readonly method: string
    /** Absolute. */
    readonly url: string
  }
  readonly response: Message & { readonly status: number }
}
