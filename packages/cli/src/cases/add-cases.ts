import { type Command, Option } from 'commander'
import type { Act } from '../act.ts'

/** `tms cases …` */
export function addCases(parent: Command, act: Act): void {
  const format = () =>
    new Option('--format <name>', 'default: from the file name, otherwise csv').choices(['csv', 'yaml'])
  const exporting = parent
    .command('export')
    .description('Writes test cases as CSV or YAML, with names instead of IDs.')
    .addOption(format())
    .option('--folder <path>', 'only those in a folder, such as "Release 2/Smoke tests"')
    .option('--output <file>', 'default: stdout')
  exporting.action(() =>
    act(async (terminal) => (await import('./export-cases.ts')).exportCases(terminal, exporting.optsWithGlobals())),
  )

  const importing = parent
    .command('import')
    .description(
      'Creates and updates test cases from a file like that of `tms cases export`. A row updates the test case with its human_id, or otherwise with its title; if there is none, it creates one. An empty cell changes nothing. The whole file is checked before anything is sent.',
    )
    .argument('<file>', 'CSV or YAML, - for stdin')
    .addOption(format())
    .option('--dry-run', 'show what would change, and send nothing')
  importing.action((file: string) =>
    act(async (terminal) =>
      (await import('./import-cases.ts')).importCases(terminal, file, importing.optsWithGlobals()),
    ),
  )
}
