import { type Command, Option } from 'commander'
import type { Act } from '../act.ts'
import { addExample } from '../examples.ts'
import { collected, positiveInteger } from '../flag-values.ts'

/** `tms results …` */
export function addResults(parent: Command, act: Act): void {
  const command = parent
    .command('upload')
    .description(
      'Records the results of JUnit XML reports. Each test is linked to a test case by the human ID it names.',
    )
    .argument('<reports...>', 'files, patterns such as "reports/**/*.xml", or - for stdin')
    .option('--run <id>', 'the test run; default: a new one with the test cases that the reports name')
    .option('--title <text>', 'title of the new run')
    .option('--reuse <key>', 'share one run among all commands with the same key, such as the shards of a build')
    .option('--user <e-mail>', 'who ran the tests; default: TESTSIGMA_USER, otherwise the assignee')
    .option('--status <outcome=name>', "your account's name for passed, failed or skipped; can be repeated", collected)
    .option('--resume <journal>', 'keep a journal in this file, and resume from it after a kill')
    .option('--batch-size <number>', 'results a request; default: 500', positiveInteger)
    .option('--no-attachments', 'do not send the attachments that the reports name')
    .option('--attachments-from <folder>', 'also send attachments from this folder; can be repeated', collected)
    .option('--dry-run', 'show which test is linked to which test case, and send nothing')
    .addOption(
      new Option('--format <name>', 'of the summary; default: text').choices(['text', 'json', 'junit', 'markdown']),
    )
    .option('--fail-on-failed', 'exit with 1 if everything was recorded and a test failed')
    .option('--allow-unmatched', 'exit with 0 even if tests are linked to no test case')
  addExample(command, 'tms results upload "reports/*.xml" --run DEMO-R-1 --user jane.doe@example.com')
  command.action((reports: string[]) =>
    act(async (terminal) => {
      // Imported lazily: --help does not need the client.
      const { uploadResults } = await import('./upload.ts')
      return uploadResults(terminal, reports, command.optsWithGlobals())
    }),
  )
}
