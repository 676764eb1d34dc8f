import {
  type CreateTestCaseParams,
  type TestCase,
  TestsigmaError,
  type UpdateTestCaseParams,
} from '@testsigma-tms/client'
import type { GlobalOptions } from '../configuration/settings.ts'
import { CommandError, type ExitCode, exitCodes } from '../exit-codes.ts'
import { all } from '../names/names.ts'
import { painter } from '../output/colours.ts'
import { startProgress } from '../output/progress.ts'
import { oneLine } from '../output/table.ts'
import { openSession, type Session } from '../session.ts'
import { type Terminal, write } from '../terminal.ts'
import { type Change, type ExistingCase, findChanges } from './changes.ts'
import type { FileRow } from './file-row.ts'
import { type Lists, readLists } from './lists.ts'
import { readCasesFile } from './read-cases-file.ts'
import { rowOf } from './rows.ts'

export interface ImportOptions extends GlobalOptions {
  readonly format?: 'csv' | 'yaml'
  readonly dryRun?: boolean
}

interface Counts {
  created: number
  updated: number
  failed: string[]
}

/** `tms cases import`: creates and updates test cases. The whole file is checked before anything is sent. */
export async function importCases(terminal: Terminal, file: string, options: ImportOptions): Promise<ExitCode> {
  const rows = await readCasesFile(terminal, file, options.format)
  const session = await openSession(terminal, options)
  const lists = await readLists(session)
  const { changes, problems } = findChanges(rows, await readExisting(session, rows, lists), lists)
  if (problems.length > 0) {
    const rest = problems.length > 10 ? [`and ${problems.length - 10} more`] : []
    throw new CommandError(
      `${file}: nothing was changed.\n  ${[...problems.slice(0, 10), ...rest].map(oneLine).join('\n  ')}`,
    )
  }
  const wanted = changes.filter(({ existing, differences }) => existing === undefined || differences.length > 0)
  const same = changes.length - wanted.length
  if (options.dryRun) {
    await write(terminal, wanted.map((change) => difference(change, terminal)).join(''))
    const made = wanted.filter(({ existing }) => existing === undefined).length
    await write(
      terminal,
      `Dry run: ${made} to create, ${wanted.length - made} to update, ${same} the same. Nothing was sent.\n`,
    )
    return exitCodes.done
  }
  const { created, updated, failed } = await send(session, wanted)
  const isInterrupted = terminal.signal.aborted
  const lines = failed.length > 0 ? `Not imported:\n${failed.map((line) => `  ${oneLine(line)}\n`).join('')}\n` : ''
  const rest = wanted.length - created - updated - failed.length
  await write(
    terminal,
    `${lines}${isInterrupted ? `Interrupted, ${rest} not tried: ` : ''}${created} created, ${updated} updated, ${same} the same, ${failed.length} failed.\n`,
  )
  if (isInterrupted) return exitCodes.interrupted
  return failed.length > 0 ? exitCodes.incomplete : exitCodes.done
}

/** Fetches complete test cases where the file may change them, because lists omit the longer fields (documented). */
async function readExisting(
  { tms, project_id, signal }: Session,
  rows: readonly FileRow[],
  lists: Lists,
): Promise<ExistingCase[]> {
  const listed = await all(tms.testCases.list({ project_id, page_size: 100 }, { signal }))
  const ids = new Set(rows.map(({ values }) => String(values.human_id ?? '').toUpperCase()))
  const titles = new Set(rows.map(({ values }) => String(values.title ?? '')))
  const existing: ExistingCase[] = []
  for (const one of listed) {
    const isNamed = ids.has(String(one.human_id).toUpperCase()) || titles.has(one.title)
    const isWhole = one.steps !== undefined && one.preconditions !== undefined
    const testCase: TestCase =
      isNamed && !isWhole ? await tms.testCases.get({ project_id, test_case_id: one.id }, { signal }) : one
    existing.push({ id: one.id, row: rowOf(testCase, lists) })
  }
  return existing
}

async function send({ terminal, tms, project_id, signal }: Session, changes: readonly Change[]): Promise<Counts> {
  const counts: Counts = { created: 0, updated: 0, failed: [] }
  const progress = startProgress(terminal, 'test cases', changes.length)
  for (const [index, { place, existing, title, fields }] of changes.entries()) {
    if (signal.aborted) break
    try {
      // No signal: an interruption lets the current request finish, so that the counts are correct.
      if (existing) {
        await tms.testCases.update({ project_id, test_case_id: existing.id, ...fields } as UpdateTestCaseParams)
        counts.updated += 1
      } else {
        await tms.testCases.create({ project_id, ...fields } as CreateTestCaseParams)
        counts.created += 1
      }
    } catch (error) {
      if (!(error instanceof TestsigmaError)) throw error
      counts.failed.push(`${place} "${title}": ${error.message}`)
    }
    progress.update(index + 1)
  }
  progress.end()
  return counts
}

function difference({ existing, title, differences }: Change, terminal: Terminal): string {
  const paint = painter(terminal.stdout, terminal.env)
  const shown = (value: unknown) =>
    oneLine(typeof value === 'string' ? value : JSON.stringify(value ?? '')).slice(0, 200)
  const head = existing ? `~ ${existing.row.human_id} ${oneLine(title)}` : paint('green', `+ ${oneLine(title)}`)
  const lines = existing
    ? differences.flatMap(({ column, from, to }) => [
        `    ${column}:`,
        `      ${paint('red', `- ${shown(from)}`)}`,
        `      ${paint('green', `+ ${shown(to)}`)}`,
      ])
    : differences.map(({ column, to }) => `    ${column}: ${shown(to)}`)
  return `${[head, ...lines].join('\n')}\n`
}
