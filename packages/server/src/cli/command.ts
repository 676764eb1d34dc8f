import { amountOptions } from './amounts.ts'
import { UsageError } from './usage-error.ts'

const commands = ['serve', 'seed', 'reset', 'keys create', 'keys list', 'keys revoke'] as const

export type Command = (typeof commands)[number]

export function readCommand(words: string[]): { command: Command; keyId: string } {
  const [keyId = ''] = words.slice(2)
  if (words.length === 3 && words[0] === 'keys' && words[1] === 'revoke') return { command: 'keys revoke', keyId }
  const wanted = words.join(' ') || 'serve'
  if (wanted === 'keys revoke') throw new UsageError('keys revoke needs the id of a key, such as 1f0c2a54')
  const command = commands.find((command) => command === wanted)
  if (!command) throw new UsageError(`The command must be one of ${commands.join(', ')}, got "${wanted}"`)
  return { command, keyId }
}

/** Refuses options of other commands; --data, --database and --help belong to all. */
export function refuseForeignOptions(command: Command, values: object): void {
  for (const name of Object.keys(values).filter((name) => !['data', 'database', 'help'].includes(name))) {
    if (name === 'empty' && !command.startsWith('keys')) continue
    if (name === 'empty') throw new UsageError('--empty is an option of serve, seed and reset only')
    const owner = name === 'seed' || name === 'from' || name in amountOptions ? 'seed' : 'serve'
    if (owner !== command) throw new UsageError(`--${name} is an option of ${owner} only`)
  }
}
