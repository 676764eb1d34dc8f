import { Argument, type Command } from 'commander'
import type { Act } from './act.ts'
import { candidates } from './completion/candidates.ts'
import { type Shell, scripts } from './completion/scripts.ts'
import { addExample } from './examples.ts'
import { exitCodes } from './exit-codes.ts'
import { write } from './terminal.ts'

/** Commands about the program itself. */
export function addTools(program: Command, act: Act): void {
  const open = program
    .command('open')
    .description('Opens a test run or the project in the browser. In a pipe or in CI, prints the URL.')
    .argument('[run]', 'UUID or human ID')
    .option('--print', 'only print the URL')
  open.action((run: string | undefined) =>
    act(async (terminal) => (await import('./open-page.ts')).openPage(terminal, run, open.optsWithGlobals())),
  )

  const doctor = program
    .command('doctor')
    .description('Checks base URL, redirects, key, clock, rate limit, proxy, and what the key can see.')
    .option('--json', 'as a JSON document')
  doctor.action(() =>
    act(async (terminal) => (await import('./doctor/doctor.ts')).examine(terminal, doctor.optsWithGlobals())),
  )

  const completion = program
    .command('completion')
    .description('Prints a completion script for a shell.')
    .addArgument(new Argument('<shell>').choices(Object.keys(scripts)))
  addExample(completion, 'source <(tms completion bash)').action((shell: Shell) =>
    act(async (terminal) => {
      await write(terminal, scripts[shell])
      return exitCodes.done
    }),
  )

  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .action((words: string[]) =>
      act(async (terminal) => {
        const found = candidates(program, words)
        await write(terminal, found.map((word) => `${word}\n`).join(''))
        return exitCodes.done
      }),
    )
}
