/** The result of a call and its response. */
export interface WithResponse<T> {
  readonly data: T
  /** The response. Its body has already been read. */
  readonly response: Response
  /** Identifies the request in the vendor's logs. */
  readonly requestId: string | undefined
  /** How often the request was sent. */
  readonly attempts?: number
}

/** The type of rejection reasons in TypeScript's own declaration of `Promise`. */
type Reason = Parameters<NonNullable<Parameters<Promise<unknown>['catch']>[0]>>[0]

/** A promise for the result of a call. `withResponse()` gives the response's status and headers too. */
export class ApiPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = 'ApiPromise'
  readonly #start: () => Promise<WithResponse<T>>
  #data: Promise<T> | undefined

  /** @param start must return the same promise on each call */
  constructor(start: () => Promise<WithResponse<T>>) {
    this.#start = start
  }

  /** Resolves with the result and its response. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#start()
  }

  /**
   * Passes the handlers on unchanged: JavaScript engines can then trace the promise to the line that awaits it, and add
   * that line to the stack of an error.
   */
  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then<A = T, B = never>(
    onFulfilled?: ((data: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: Reason) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#data ??= this.#start().then(({ data }) => data)
    return this.#data.then(onFulfilled, onRejected)
  }

  catch<B = never>(onRejected?: ((reason: Reason) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally)
  }
}
