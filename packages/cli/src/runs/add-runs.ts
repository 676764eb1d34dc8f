import type { Command } from 'commander'
import type { Act } from '../act.ts'
import { addExample } from '../examples.ts'
import { collected, seconds } from '../flag-values.ts'

/** `tms run …` */
export function addRuns(parent: Command, act: Act): void {
  const create = parent
    .command('create')
    .description('Creates a test run and prints its human ID, for --run of other commands.')
    .option('--title <text>', 'title of the run, unique in the project')
    .option('--description <text>', 'description of the run')
    .option('--cases <ids>', 'test cases by human ID, separated by commas; can be repeated; default: all', collected)
    .option('--folder <path>', 'the test cases of a folder, such as "Release 2/Smoke tests"')
    .option('--plan <id>', 'the test plan of the run')
    .option('--reuse <key>', 'share one run among all commands with the same key, such as the shards of a build')
    .option('--json', 'print the run as JSON')
  addExample(create, 'run=$(tms run create --title Nightly --reuse "$GITHUB_RUN_ID")')
  create.action(() =>
    act(async (terminal) => (await import('./create-run.ts')).createRun(terminal, create.optsWithGlobals())),
  )

  const close = parent
    .command('close')
    .description('Closes a test run. It cannot be reopened.')
    .argument('<run>', 'UUID or human ID')
  close.action((run: string) =>
    act(async (terminal) => (await import('./close-run.ts')).closeTestRun(terminal, run, close.optsWithGlobals())),
  )

  const status = parent
    .command('status')
    .description('Counts the results of a test run.')
    .argument('<run>', 'UUID or human ID')
    .option('--watch', 'poll until every test case has a result or the run is closed')
    .option('--interval <seconds>', 'polling interval; default: 10', seconds)
    .option('--within <seconds>', 'maximum time to watch; default: 3600', seconds)
    .option('--fail-on-failed', 'exit with 1 if a test case failed')
    .option('--json', 'a line of JSON for each change')
  status.action((run: string) =>
    act(async (terminal) => (await import('./run-status.ts')).showRunStatus(terminal, run, status.optsWithGlobals())),
  )
}
