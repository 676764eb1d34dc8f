import { CommandError } from './exit-codes.ts'

const looksLikeKey = /^--?(api[-_]?|access[-_]?|auth[-_]?)?(key|token)(=|$)/i

/** Refuses keys in arguments, which other users of the machine can see. The message does not repeat the key. */
export function refuseKeys(args: readonly string[]): void {
  const found = args.find((argument) => looksLikeKey.test(argument))
  if (found === undefined) return
  const [flag] = found.split('=', 1)
  throw new CommandError(
    `${flag}: keys are not accepted as arguments, because other users of this machine could see them. Set TESTSIGMA_API_KEY, or give --key-file <path> or --key-file - for stdin.`,
  )
}
