import { TestsigmaError, ValidationError } from '@testsigma-tms/client'
import { type GlobalOptions, readSettings } from '../configuration/settings.ts'
import { connect } from '../connection/connect.ts'
import { CommandError, type ExitCode, exitCodes } from '../exit-codes.ts'
import { Names } from '../names/names.ts'
import { resolveNames } from '../names/resolve-names.ts'
import { type OutputOptions, writeEntity, writeRows } from '../output/rows.ts'
import { say, type Terminal, write } from '../terminal.ts'
import { confirmed } from './confirm.ts'
import type { OperationCommand, Params } from './operation-command.ts'
import { type FlagValues, readFlags } from './read-flags.ts'

type Options = GlobalOptions & OutputOptions & { limit?: number; curl?: boolean; yes?: boolean }

/** Executes one operation of the contract. */
export async function runOperation(
  terminal: Terminal,
  command: OperationCommand,
  values: FlagValues,
): Promise<ExitCode> {
  const options = values as Options
  const settings = await readSettings(terminal, options)
  const tms = await connect(terminal, settings)
  const written = await readFlags(terminal, command, values)
  const isInProject = command.flags.some(({ name, required }) => name === 'project_id' && required)
  const withProject = isInProject ? { project_id: settings.project, ...written } : written
  requireAll(command, withProject)
  const inPath = command.flags.filter((flag) => flag.isInPath).map(({ name }) => name)
  const params = await resolveNames(withProject, new Names(tms, terminal.signal), inPath)

  if (options.curl) {
    const unsent = await connect(terminal, settings, { fetch: refuse, retry: false, rateLimit: false })
    return printCurl(terminal, () => command.call(unsent, params as never, {}))
  }
  if (command.method === 'delete' && !(await confirmed(terminal, command, params, options.yes))) {
    throw new CommandError('Nothing was deleted.')
  }
  const result = command.call(tms, params as never, { signal: terminal.signal })
  if (command.result === 'page') {
    await writeRows(terminal, limited(result as unknown as AsyncIterable<unknown>, options.limit), options)
  } else if (command.result === 'done') {
    await result
    say(terminal, `${command.operationId}: done.`)
  } else await writeEntity(terminal, await result, options)
  return exitCodes.done
}

function requireAll({ flags, takesData, example }: OperationCommand, params: Params): void {
  const missing = flags.filter(({ name, required, isPattern }) => required && !isPattern && params[name] === undefined)
  if (missing.length === 0) return
  const names = missing.map(({ name, flag }) => (name === 'project_id' ? '--project' : `--${flag}`)).join(', ')
  const [is, or] = [missing.length > 1 ? 'are' : 'is', takesData ? ' (or a field of --data)' : '']
  throw new CommandError(`${names} ${is} required${or}. For example:\n  ${example}`)
}

async function* limited(rows: AsyncIterable<unknown>, limit = Number.POSITIVE_INFINITY): AsyncGenerator<unknown> {
  let count = 0
  for await (const row of rows) {
    yield row
    count += 1
    if (count >= limit) return
  }
}

/** Used for --curl: the client's error for a refused request contains the request, without the key. */
const refuse = async () => Response.json({ message: 'not sent' }, { status: 400 })

async function printCurl(terminal: Terminal, call: () => PromiseLike<unknown>): Promise<ExitCode> {
  try {
    await call()
  } catch (error) {
    if (error instanceof ValidationError) {
      await write(terminal, `${error.toCurl()}\n`)
      return exitCodes.done
    }
    if (error instanceof TestsigmaError) throw error
    throw error
  }
  throw new Error('The request was not refused.')
}
