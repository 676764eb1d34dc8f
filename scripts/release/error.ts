/** A step cannot be done; the message says why, and no stack helps. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
}
