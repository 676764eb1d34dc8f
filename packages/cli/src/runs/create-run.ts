import type { GlobalOptions } from '../configuration/settings.ts'
import { CommandError, type ExitCode, exitCodes } from '../exit-codes.ts'
import { readProjectCases } from '../results/run-cases.ts'
import { makeRun, nameOf, sharedTitle } from '../results/target-run.ts'
import { openSession, type Session } from '../session.ts'
import { say, type Terminal, write } from '../terminal.ts'

export interface CreateRunOptions extends GlobalOptions {
  readonly title?: string
  readonly description?: string
  readonly cases?: readonly string[]
  readonly folder?: string
  readonly plan?: string
  readonly reuse?: string
  readonly json?: boolean
}

/** `tms run create`: creates a run and prints its ID. */
export async function createRun(terminal: Terminal, options: CreateRunOptions): Promise<ExitCode> {
  const { title, reuse, description, plan, json } = options
  if (title === undefined && reuse === undefined) {
    throw new CommandError('A run needs --title, or --reuse <key> for one that several jobs share.')
  }
  const session = await openSession(terminal, options)
  const { tms, names, project_id, signal } = session
  const wanted = {
    title: reuse === undefined ? (title ?? '') : sharedTitle(reuse, title),
    caseIds: await selectedCases(session, options),
    ...(description === undefined ? {} : { description }),
    ...(plan === undefined ? {} : { test_plan_id: await names.testPlan(project_id, plan) }),
  }
  const { run, created } = await makeRun(tms, project_id, wanted, { mayExist: reuse !== undefined, signal })
  say(terminal, `${created ? 'Created' : 'Found'} ${nameOf(run)}: ${run.title ?? run.name ?? ''}`)
  await write(terminal, json ? `${JSON.stringify(run)}\n` : `${nameOf(run)}\n`)
  return exitCodes.done
}

/** UUIDs of the test cases that the options select; undefined without such options, which means all. */
async function selectedCases(
  { tms, names, project_id, signal }: Session,
  { cases = [], folder }: CreateRunOptions,
): Promise<string[] | undefined> {
  if (cases.length === 0 && folder === undefined) return undefined
  const place = { project_id, signal }
  const inFolder =
    folder === undefined
      ? []
      : await readProjectCases(tms, place, { folder_id: await names.folder(project_id, folder) })
  if (folder !== undefined && inFolder.length === 0)
    throw new CommandError(`The folder "${folder}" contains no test cases.`)
  const known = cases.length > 0 ? await readProjectCases(tms, place) : []
  const byId = new Map(
    known.flatMap((one) => [[one.human_id.toUpperCase(), one.id] as const, [one.id, one.id] as const]),
  )
  const wanted = cases
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter(Boolean)
  const unknown = wanted.filter((id) => !byId.has(id.toUpperCase()) && !byId.has(id))
  if (unknown.length > 0) throw new CommandError(`No test cases of the project: ${unknown.slice(0, 10).join(', ')}.`)
  const ids = wanted.flatMap((id) => byId.get(id.toUpperCase()) ?? byId.get(id) ?? [])
  return [...new Set([...ids, ...inFolder.map(({ id }) => id)])]
}
