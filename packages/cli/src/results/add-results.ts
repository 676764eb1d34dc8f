import { type Command, Option } from 'commander'
import type { Act } from '../act.ts'
import { addExample } from '../examples.ts'
import { collected, positiveInteger } from '../flag-values.ts'
import { uploadResults } from './upload.ts'

/** `tms results …` */
export function addResults(parent: Command, act: Act): void {
  const command = parent
    .command('upload')
    .description('Records the results of JUnit XML reports: each test goes to the test case whose human ID it names.')
    .argument('<reports...>', 'files, patterns such as "reports/**/*.xml", or - for stdin')
    .option('--run <id>', 'the test run; without it, a new one is made of the test cases that the reports name')
    .option('--title <text>', 'title of the new run')
    .option('--reuse <key>', 'make one run, or take the one made, for all that give the same key: shards of one build')
    .option('--user <e-mail>', 'who carried the tests out; default: TESTSIGMA_USER, else who is responsible in the run')
    .option(
      '--status <outcome=name>',
      "the account's name for passed, failed or skipped; may be given several times",
      collected,
    )
    .option('--resume <journal>', 'keep a journal in this file, and go on where a try with the same file was killed')
    .option('--batch-size <number>', 'results a request; default: 500', positiveInteger)
    .option('--no-attachments', 'do not send the files that the reports name')
    .option('--attachments-from <folder>', 'also send files from this folder; may be given several times', collected)
    .option('--dry-run', 'say which test goes to which test case, and send nothing')
    .addOption(
      new Option('--format <name>', 'of the summary; default: text').choices(['text', 'json', 'junit', 'markdown']),
    )
    .option('--fail-on-failed', 'exit with 1 when all was recorded and a test failed')
    .option('--allow-unmatched', 'exit with 0 although tests belong to no test case')
  addExample(command, 'tms results upload "reports/*.xml" --run DEMO-R-1 --user jane.doe@example.com')
  command.action((reports: string[]) => act((terminal) => uploadResults(terminal, reports, command.optsWithGlobals())))
}
