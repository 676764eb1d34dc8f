import type { Command, Option } from 'commander'

/** Where the words of a command line lead. */
export interface CommandPath {
  readonly command: Command
  /** The first word that is no command where one belongs. */
  readonly unknown: string | undefined
  /** A flag at the end that waits for its value. */
  readonly open: Option | undefined
}

/** Follows the words of a command line from command to command; values of flags are no commands. */
export function commandPath(program: Command, words: readonly string[]): CommandPath {
  let command = program
  let open: Option | undefined
  for (const word of words) {
    if (open) open = undefined
    else if (word.startsWith('-')) open = valueTakerOf(program, command, word)
    else if (command.commands.length > 0) {
      const next = command.commands.find((inner) => inner.name() === word)
      if (next === undefined) return { command, unknown: word, open }
      command = next
    }
  }
  return { command, unknown: undefined, open }
}

function valueTakerOf(program: Command, command: Command, word: string): Option | undefined {
  return [...command.options, ...program.options].find(
    ({ long, short, required, optional }) => (word === long || word === short) && (required || optional),
  )
}

/**
 * `help results upload` as `results upload --help`; commander goes one level deep. Asked for help of a command that there
 * is not, it shows that of the program; without the flag it says so.
 */
export function withHelp(program: Command, words: readonly string[]): readonly string[] {
  const { command, unknown } = commandPath(program, words)
  if (unknown === undefined) return words
  if (unknown !== 'help') return words.filter((word) => word !== '--help' && word !== '-h')
  return command === program ? withHelp(program, [...words.filter((word) => word !== 'help'), '--help']) : words
}
