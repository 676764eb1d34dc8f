import { writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { TestCase } from '@testsigma-tms/client'
import type { GlobalOptions } from '../configuration/settings.ts'
import { CommandError, type ExitCode, exitCodes } from '../exit-codes.ts'
import { all } from '../names/names.ts'
import { csvLine } from '../output/csv.ts'
import { cell } from '../output/pick.ts'
import { startProgress } from '../output/progress.ts'
import { openSession, type Session } from '../session.ts'
import { say, type Terminal, write } from '../terminal.ts'
import { columnNames } from './columns.ts'
import { withFormulaMark } from './formulas.ts'
import { readLists } from './lists.ts'
import { type CaseRow, rowOf } from './rows.ts'

export interface ExportOptions extends GlobalOptions {
  readonly format?: 'csv' | 'yaml'
  readonly folder?: string
  readonly output?: string
}

/** `tms cases export`: writes test cases with names instead of IDs, in the format that `tms cases import` reads. */
export async function exportCases(terminal: Terminal, options: ExportOptions): Promise<ExitCode> {
  const format = formatOf(options)
  const session = await openSession(terminal, options)
  const cases = await readCases(session, options.folder)
  const lists = await readLists(session)
  const rows = cases.map((testCase) => rowOf(testCase, lists))
  const text = format === 'csv' ? csvOf(rows) : await yamlOf(rows)
  if (options.output === undefined) await write(terminal, text)
  else await writeTo(resolve(terminal.cwd, options.output), text)
  say(terminal, `${rows.length} test cases exported.`)
  return exitCodes.done
}

function formatOf({ format, output = '' }: { format?: 'csv' | 'yaml'; output?: string }): 'csv' | 'yaml' {
  const ending = extname(output).toLowerCase()
  if (format !== undefined) return format
  if (ending === '.yaml' || ending === '.yml') return 'yaml'
  if (ending === '.csv' || ending === '') return 'csv'
  throw new CommandError(`--output ${output}: ${ending} is neither .csv nor .yaml. Give --format csv or --format yaml.`)
}

/** Lists omit the longer fields (documented), so a test case that lacks them is fetched individually. */
async function readCases(
  { terminal, tms, names, project_id, signal }: Session,
  folder: string | undefined,
): Promise<TestCase[]> {
  const filter = folder === undefined ? {} : { folder_id: await names.folder(project_id, folder) }
  const listed = await all(tms.testCases.list({ project_id, ...filter, page_size: 100 }, { signal }))
  const isWhole = ({ steps, preconditions }: TestCase) => steps !== undefined && preconditions !== undefined
  if (listed.every(isWhole)) return listed
  const progress = startProgress(terminal, 'test cases', listed.length)
  const cases: TestCase[] = []
  for (const testCase of listed) {
    cases.push(
      isWhole(testCase) ? testCase : await tms.testCases.get({ project_id, test_case_id: testCase.id }, { signal }),
    )
    progress.update(cases.length)
  }
  progress.end()
  return cases
}

function csvOf(rows: readonly CaseRow[]): string {
  const flat = rows.map((row) => ({
    ...row,
    labels: labelsCell(row.labels as string[]),
    individual_steps: (row.individual_steps as unknown[]).length === 0 ? '' : row.individual_steps,
  }))
  const lines = flat.map((row: CaseRow) => columnNames.map((name) => withFormulaMark(cell(row[name]))))
  return [columnNames, ...lines].map(csvLine).join('')
}

function labelsCell(labels: readonly string[]): string {
  return labels.some((label) => label.includes(';')) ? JSON.stringify(labels) : labels.join('; ')
}

async function yamlOf(rows: readonly CaseRow[]): Promise<string> {
  const { stringify } = await import('yaml')
  const isSaid = (value: unknown) => value !== '' && !(Array.isArray(value) && value.length === 0)
  return stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => isSaid(value)))),
    { lineWidth: 0 },
  )
}

async function writeTo(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${path} cannot be written: ${error.code}`)
  })
}
