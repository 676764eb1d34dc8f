/** The result of a call, with the response that it came from. */
export interface WithResponse<T> {
  readonly data: T
  /** The response. Its body has been read already. */
  readonly response: Response
  /** Identifies the request in the vendor's logs. */
  readonly requestId: string | undefined
}

/** What a promise may reject with, as TypeScript's own promises say it. */
type Reason = Parameters<NonNullable<Parameters<Promise<unknown>['catch']>[0]>>[0]

/** A promise for the result of a call. `withResponse()` gives the response's status and headers too. */
export class ApiPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = 'ApiPromise'
  readonly #outcome: Promise<WithResponse<T>>

  constructor(outcome: Promise<WithResponse<T>>) {
    this.#outcome = outcome
  }

  /** The result together with the response that it came from. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#outcome
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then<A = T, B = never>(
    onFulfilled?: ((data: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: Reason) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#outcome.then(({ data }) => (onFulfilled ? onFulfilled(data) : (data as A & T)), onRejected)
  }

  catch<B = never>(onRejected?: ((reason: Reason) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally)
  }
}
