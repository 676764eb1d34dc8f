import type { Command } from 'commander'

const examples = new WeakMap<Command, string>()

/** Appends an example to the help of a command, and keeps it for the reference. */
export function addExample(command: Command, example: string): Command {
  examples.set(command, example)
  return command.addHelpText('after', `\nExample:\n  ${example}\n`)
}

export function exampleOf(command: Command): string | undefined {
  return examples.get(command)
}
