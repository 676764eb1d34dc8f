import { type Command, Option } from 'commander'
import { names } from '../flag-values.ts'

/** The options for the output format of a command. */
export function addOutputOptions(command: Command): void {
  command
    .option('--json', 'one JSON document; default: a table on a terminal, otherwise JSON lines')
    .addOption(new Option('--csv', 'CSV with a header').conflicts('json'))
    .option('--fields <names>', 'only these fields, such as id,title or test_case.title', names)
}
