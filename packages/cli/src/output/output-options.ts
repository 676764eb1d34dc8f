import { type Command, Option } from 'commander'
import { names } from '../flag-values.ts'

/** How the data of a command is written. */
export function addOutputOptions(command: Command): void {
  command
    .option('--json', 'one JSON document; without it, a table on a terminal and JSON lines elsewhere')
    .addOption(new Option('--csv', 'CSV with a header').conflicts('json'))
    .option('--fields <names>', 'only these fields, as in id,title or test_case.title', names)
}
