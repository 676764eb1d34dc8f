import { Command } from 'commander'
import type { Act } from './act.ts'
import { addTools } from './add-tools.ts'
import { requestsPerSecond, seconds } from './flag-values.ts'
import { resources } from './generated/index.ts'
import { addOperations } from './operations/add-operations.ts'
import { version } from './version.ts'

/** Creates the program. Only the resources that the arguments name are loaded; loading all takes longer. */
export async function createProgram(args: readonly string[], act: Act): Promise<Command> {
  const program = new Command('tms')
    .description('The Testsigma Test Management API on the command line (unofficial).')
    .version(version, '-V, --version')
    .configureHelp({ showGlobalOptions: true })
    .option('--project <name>', 'ID, name or prefix of the project; default: TESTSIGMA_PROJECT')
    .option('--base-url <address>', 'base URL of the API; default: TESTSIGMA_BASE_URL')
    .option('--key-file <path>', 'file with the API key, - for stdin; default: TESTSIGMA_API_KEY')
    .option('--rate <number>', 'requests per second; parallel jobs share the 10 of one key', requestsPerSecond)
    .option('--timeout <seconds>', 'for one request; default: 60', seconds)
    .option('--allow-insecure', 'send the key over unencrypted http: to another machine')
    .option('--verbose', 'log requests, without the key')
    .showHelpAfterError('(see --help)')
  await addTasks(program, args, act)
  addTools(program, act)
  for (const resource of resources) {
    const command = program.command(resource.name).description(resource.summary)
    if (args.includes(resource.name)) await addOperations(command, resource, act)
  }
  return program
}

/** Commands for tasks that need several API calls. */
async function addTasks(program: Command, args: readonly string[], act: Act): Promise<void> {
  const results = program.command('results').description('Upload test results.')
  if (args.includes('results')) (await import('./results/add-results.ts')).addResults(results, act)
  const run = program.command('run').description('Create, watch and close test runs.')
  if (args.includes('run')) (await import('./runs/add-runs.ts')).addRuns(run, act)
  const cases = program.command('cases').description('Export and import test cases.')
  if (args.includes('cases')) (await import('./cases/add-cases.ts')).addCases(cases, act)
}
