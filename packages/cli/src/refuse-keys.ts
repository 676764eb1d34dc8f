import { CommandError } from './exit-codes.ts'

const looksLikeKey = /^--?(api[-_]?|access[-_]?|auth[-_]?)?(key|token)(=|$)/i

/** A key in the arguments is seen by every user of the machine; the message does not repeat it. */
export function refuseKeys(args: readonly string[]): void {
  const found = args.find((argument) => looksLikeKey.test(argument))
  if (found === undefined) return
  const [flag] = found.split('=', 1)
  throw new CommandError(
    `${flag}: no key is taken from an argument, as other users of this machine could see it. Set TESTSIGMA_API_KEY, or give --key-file <path> or --key-file - for stdin.`,
  )
}
