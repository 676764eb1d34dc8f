import type { Command } from 'commander'
import type { Act } from '../act.ts'
import { addExample } from '../examples.ts'
import { collected, seconds } from '../flag-values.ts'
import { closeTestRun } from './close-run.ts'
import { createRun } from './create-run.ts'
import { showRunStatus } from './run-status.ts'

/** `tms run …` */
export function addRuns(parent: Command, act: Act): void {
  const create = parent
    .command('create')
    .description('Makes a test run and prints its human ID, for --run of other commands.')
    .option('--title <text>', 'title of the run; no other run of the project may have it')
    .option('--description <text>', 'what it is for')
    .option(
      '--cases <ids>',
      'test cases by human ID, with commas between them or given several times; default: all',
      collected,
    )
    .option('--folder <path>', 'the test cases of a folder, as in "Release 2/Smoke tests"')
    .option('--plan <id>', 'the test plan that it belongs to')
    .option('--reuse <key>', 'make one run, or take the one made, for all that give the same key: shards of one build')
    .option('--json', 'print the run as JSON')
  addExample(create, 'run=$(tms run create --title Nightly --reuse "$GITHUB_RUN_ID")')
  create.action(() => act((terminal) => createRun(terminal, create.optsWithGlobals())))

  const close = parent
    .command('close')
    .description('Closes a test run, which cannot be opened again.')
    .argument('<run>', 'UUID or human ID')
  close.action((run: string) => act((terminal) => closeTestRun(terminal, run, close.optsWithGlobals())))

  const status = parent
    .command('status')
    .description('Says how many test cases of a run have which result.')
    .argument('<run>', 'UUID or human ID')
    .option('--watch', 'look again until every test case has a result, or the run is closed')
    .option('--interval <seconds>', 'between two looks; default: 10', seconds)
    .option('--within <seconds>', 'how long to watch; default: 3600', seconds)
    .option('--fail-on-failed', 'exit with 1 when a test case failed')
    .option('--json', 'a line of JSON for each look at which something changed')
  status.action((run: string) => act((terminal) => showRunStatus(terminal, run, status.optsWithGlobals())))
}
