import type { Argument, Command, Option } from 'commander'
import { exampleOf } from './examples.ts'
import { resources } from './generated/index.ts'
import { createProgram } from './program.ts'

/** One command, as described in a reference. */
export interface CommandDescription {
  /** For example `tms users list`. */
  readonly name: string
  readonly usage: string
  readonly description: string
  readonly arguments: readonly { readonly name: string; readonly description: string }[]
  readonly options: readonly { readonly flags: string; readonly description: string }[]
  readonly example?: string
}

/** The commands of a resource, or of a task. */
export interface CommandGroup {
  readonly name: string
  readonly description: string
  readonly commands: readonly CommandDescription[]
}

/** All commands of the program, and the options that they share. */
export async function describeProgram(): Promise<{ shared: CommandDescription['options']; groups: CommandGroup[] }> {
  const everything = [...resources.map(({ name }) => name), 'results', 'run', 'cases']
  const program = await createProgram(everything, () => {})
  const visible = program.commands.filter((command) => command.name() !== '__complete')
  const groups = visible.filter(({ commands }) => commands.length > 0).map(groupOf)
  const tools = visible.filter(({ commands }) => commands.length === 0).map((command) => describe(command, 'tms'))
  const about = { name: 'tools', description: 'The program itself, its connection, and pages of the application.' }
  return { shared: program.options.map(optionOf), groups: [...groups, { ...about, commands: tools }] }
}

function groupOf(command: Command): CommandGroup {
  const prefix = `tms ${command.name()}`
  const commands = command.commands.map((inner) => describe(inner, prefix))
  return { name: command.name(), description: command.description(), commands }
}

function describe(command: Command, prefix: string): CommandDescription {
  const example = exampleOf(command)
  const words = command.registeredArguments.map(placeholderOf)
  return {
    name: `${prefix} ${command.name()}`,
    usage: [prefix, command.name(), ...words, '[options]'].join(' '),
    description: command.description(),
    arguments: command.registeredArguments.map((one) => ({ name: one.name(), description: one.description })),
    options: command.options.filter(({ hidden }) => !hidden).map(optionOf),
    ...(example === undefined ? {} : { example }),
  }
}

function placeholderOf(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${name}>` : `[${name}]`
}

function optionOf({ flags, description, argChoices }: Option) {
  return { flags, description: argChoices ? `${description} One of ${argChoices.join(', ')}.`.trim() : description }
}
