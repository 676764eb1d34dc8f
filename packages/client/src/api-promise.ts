/** The result of a call, with the response that it came from. */
export interface WithResponse<T> {
  readonly data: T
  /** The response. Its body has been read already. */
  readonly response: Response
  /** Identifies the request in the vendor's logs. */
  readonly requestId: string | undefined
  /** How often the request was sent. */
  readonly attempts?: number
}

/** What a promise may reject with, as TypeScript's own promises say it. */
type Reason = Parameters<NonNullable<Parameters<Promise<unknown>['catch']>[0]>>[0]

/** A promise for the result of a call. `withResponse()` gives the response's status and headers too. */
export class ApiPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = 'ApiPromise'
  readonly #start: () => Promise<WithResponse<T>>
  #data: Promise<T> | undefined

  /** @param start gives the same promise each time */
  constructor(start: () => Promise<WithResponse<T>>) {
    this.#start = start
  }

  /** The result together with the response that it came from. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#start()
  }

  /**
   * Handlers are handed on as they are: so an engine that follows promises from one to the next finds the line that
   * waits for this one, and writes it into the stack of an error.
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
