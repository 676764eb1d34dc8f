import type { Command, Option } from 'commander'

/** Words that may stand where the last of these is being typed. */
export function candidates(program: Command, words: readonly string[]): string[] {
  const current = words.at(-1) ?? ''
  const { command, previous } = walk(program, words.slice(0, -1))
  const options = [...new Set([...command.options, ...program.options])].filter(({ hidden }) => !hidden)
  const asked = previous === undefined ? undefined : options.find((option) => isNamed(option, previous))
  if (asked && !asked.isBoolean()) return startingWith(asked.argChoices ?? [], current)
  if (current.startsWith('-')) return startingWith(['--help', ...options.map(({ long }) => long ?? '')].sort(), current)
  return startingWith(
    command.commands.map((inner) => inner.name()).filter((name) => name !== '__complete'),
    current,
  )
}

/** The command that words lead to, and the flag right before, if there is one. */
function walk(program: Command, words: readonly string[]): { command: Command; previous: string | undefined } {
  let command = program
  for (const word of words) command = command.commands.find((inner) => inner.name() === word) ?? command
  const last = words.at(-1)
  return { command, previous: last?.startsWith('-') ? last : undefined }
}

function isNamed({ long, short }: Option, flag: string): boolean {
  return flag === long || flag === short
}

function startingWith(words: readonly string[], start: string): string[] {
  return words.filter((word) => word !== '' && word.startsWith(start))
}
