import type { Message } from './check-body.ts'

/** A request and its response, as they were sent. */
export interface Exchange {
  readonly request: Message & {
    readonly method: string
    /** Absolute URL. */
    readonly url: string
  }
  readonly response: Message & { readonly status: number }
}
