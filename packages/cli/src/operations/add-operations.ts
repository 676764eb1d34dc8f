import { type Command, Option } from 'commander'
import type { Act } from '../act.ts'
import { addExample } from '../examples.ts'
import { collected, positiveInteger } from '../flag-values.ts'
import { addOutputOptions } from '../output/output-options.ts'
import type { Flag, OperationCommand, ResourceCommands } from './operation-command.ts'

/** Adds the commands of one resource. */
export async function addOperations(parent: Command, resource: ResourceCommands, act: Act): Promise<void> {
  const { commands } = await resource.load()
  for (const command of commands) addOperation(parent, command, act)
}

function addOperation(parent: Command, operation: OperationCommand, act: Act): void {
  const note = operation.isDeprecated ? ' (deprecated)' : ''
  const command = parent
    .command(operation.name)
    .summary(`${operation.summary}${note}`)
    .description(`${operation.summary}${note}\n\n${operation.description}`.trim())
  for (const flag of operation.flags) command.addOption(optionOf(flag))
  if (operation.takesData) {
    command.option('--data <json>', 'body fields as a JSON object, @file, or - for stdin; flags take precedence')
  }
  if (operation.result !== 'done') addOutputOptions(command)
  if (operation.result === 'page') command.option('--limit <number>', 'stop after this many entries', positiveInteger)
  if (operation.method === 'delete') command.option('--yes', 'do not ask for confirmation')
  command.option('--curl', 'print the request as a curl command without the key, and do not send it')
  addExample(command, operation.example)
  command.action(() =>
    act(async (terminal) => {
      // Imported lazily: --help does not need the client.
      const { runOperation } = await import('./run-operation.ts')
      return runOperation(terminal, operation, command.optsWithGlobals())
    }),
  )
}

function optionOf({ flag, kind, values, isPattern, description, name }: Flag): Option {
  const isMany = kind === 'texts' || isPattern
  const placeholder = isPattern
    ? 'name=path'
    : {
        text: 'text',
        texts: 'text',
        integer: 'integer',
        number: 'number',
        boolean: 'true|false',
        json: 'json',
        file: 'path',
      }[kind]
  const suffix = name === 'project_id' ? ' Default: --project.' : isMany ? ' Can be repeated.' : ''
  const option = new Option(`--${flag} <${placeholder}>`, `${description}${suffix}`)
  if (values) option.choices(values)
  if (isMany) option.argParser<string[]>(collected)
  return option
}
