/** The data cannot be reached just now; the same request may succeed in a moment. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}
