/** The command cannot do what it is asked to; the message says why. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
