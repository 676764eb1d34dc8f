/** An expected failure of a step, which is reported without a stack. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
}
