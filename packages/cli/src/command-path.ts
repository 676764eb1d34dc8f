import type { Command, Option } from 'commander'

/** The result of parsing the words of a command line. */
export interface CommandPath {
  readonly command: Command
  /** The first word that should be a command but is not. */
  readonly unknown: string | undefined
  /** An option at the end that still lacks its value. */
  readonly open: Option | undefined
}

/** Follows the words of a command line from command to subcommand, skipping the values of options. */
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
 * Turns `help results upload` into `results upload --help`, because commander's `help` supports one level only. For an
 * unknown command, --help is removed: with it commander would print the program's help, without it an error.
 */
export function withHelp(program: Command, words: readonly string[]): readonly string[] {
  const { command, unknown } = commandPath(program, words)
  if (unknown === undefined) return words
  if (unknown !== 'help') return words.filter((word) => word !== '--help' && word !== '-h')
  return command === program ? withHelp(program, [...words.filter((word) => word !== 'help'), '--help']) : words
}
