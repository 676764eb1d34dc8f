import { IndeterminateWriteError, type TestRun } from '@testsigma-tms/client'
import { type Outcome, recordResults as record } from '@testsigma-tms/client/helpers'
import { boolean, field, integer, list, name, object, optional, text, type ValuesOf } from '../contract/fields.ts'
import { describeFailure, readBack } from '../output/failure.ts'
import { ToolError } from '../output/tool-error.ts'
import type { Session } from '../session.ts'
import { type Entry, isCalled, readEntries } from '../world/entries.ts'
import { findRun } from '../world/find.ts'
import { findUser } from '../world/people.ts'
import { idsOf } from '../world/selection.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

const evidence = {
  path: optional(text('A file the server may read')),
  name: optional(text('File name for text')),
  text: optional(text()),
}

const newResult = {
  case: inputs.case,
  result: name('Passed, Failed or as list_names says'),
  note: optional(field('TestRunCaseResultInput', 'description')),
  evidence: optional(list(object(evidence), { maxItems: 10 })),
}

export const recordResults = defineTool({
  name: 'record_results',
  title: 'Record results',
  description:
    'Records results of cases in a run, with notes and files as evidence. It replaces earlier results. Returns the results read back from the run.',
  sets: ['run'],
  operations: [
    'updateTestRunCases',
    'listTestRunCases',
    'listTestRuns',
    'getTestRun',
    'listTestCases',
    'getTestCase',
    'listTestRunStatuses',
  ],
  input: {
    run: inputs.run,
    project: inputs.project,
    user: optional(name('Who did it; default: the assignee')),
    results: list(object(newResult), { minItems: 1, maxItems: 200 }),
  },
  output: {
    recorded: integer(),
    results: list(
      object({
        case: text(),
        recorded: boolean(),
        now: optional(text()),
        problem: optional(text()),
      }),
    ),
  },
  async run({ run: reference, project, user, results }, session) {
    const { project: owner, entity } = await findRun(session, reference, project)
    const sent = await prepare(session, entity, owner.id, user, results)
    const outcomes = await record(
      session.tms,
      { project_id: owner.id, test_run_id: entity.id, results: sent },
      { ...session.options, resolver: session.names.resolver },
    )
    session.step(`Sent ${outcomes.length} results; reading them back`)
    const accepted = outcomes.filter(({ error }) => error === undefined).length
    const entries = await readBack(`The API accepted ${accepted} of ${outcomes.length} results.`, () =>
      readEntries(session, entity, owner.id),
    )
    const rows = outcomes.map((outcome, index) => describe(outcome, results[index] as NewResult, entries))
    const recorded = rows.filter((row) => row.recorded).length
    return {
      data: { recorded, results: rows },
      did: `Recorded ${recorded} of ${rows.length} results, confirmed by reading the run back.`,
      failed: recorded === 0,
      list: { name: 'results', from: 0, total: rows.length, tool: 'read_run' },
    }
  },
})

type NewResult = ValuesOf<typeof newResult>

async function prepare(
  session: Session,
  run: TestRun,
  project_id: string,
  user: string | undefined,
  results: readonly NewResult[],
) {
  const chosen = user ?? session.settings.user
  const email = chosen === undefined ? undefined : (await findUser(session, chosen)).email
  const ids = await idsOf(
    session,
    project_id,
    results.map((each) => each.case),
  )
  const entries = email === undefined ? await readEntries(session, run, project_id) : []
  const assignees = new Map(entries.map(({ test_case_id, assignee }) => [test_case_id, assignee]))
  const seen = new Set<string>()
  const sent = []
  for (const each of results) {
    const test_case_id = String(ids.get(each.case))
    if (seen.has(test_case_id)) {
      throw new ToolError(`results: ${each.case} is listed twice. Give one result for each case; nothing was recorded.`)
    }
    seen.add(test_case_id)
    const who = email ?? assignees.get(test_case_id)
    if (who === undefined) throw new ToolError(`user: required, because nobody is assigned to ${each.case}.`)
    const attachments = await readEvidence(session, each)
    const { result: status, note: description } = each
    sent.push({ test_case_id, status, user: who, attachments, ...(description !== undefined && { description }) })
  }
  return sent
}

async function readEvidence({ settings }: Session, { case: name, evidence = [] }: NewResult): Promise<File[]> {
  const files = []
  for (const { path, name: fileName = '', text: content } of evidence) {
    if ((path === undefined) === (content === undefined)) {
      throw new ToolError(`evidence of ${name}: give either path or text, not both.`)
    }
    const ownName = fileName.split(/[\\/]/).at(-1) || 'evidence.txt'
    files.push(path === undefined ? new File([String(content)], ownName) : await settings.files.read(path))
  }
  return files
}

function describe({ result, error }: Outcome, { case: name, note }: NewResult, entries: readonly Entry[]) {
  const entry = entries.find(({ test_case_id }) => test_case_id === result.test_case_id)
  const isThere = entry !== undefined && isCalled(entry.result, result.status)
  const now = entry?.result
  const problem = problemOf(error, entry, note)
  // An indeterminate write whose result can be read was applied.
  const recorded = isThere && (error === undefined || error instanceof IndeterminateWriteError)
  return { case: name, recorded, ...(now !== undefined && { now }), ...(problem !== undefined && { problem }) }
}

function problemOf(error: Error | undefined, entry: Entry | undefined, note: string | undefined): string | undefined {
  const isAbsent = entry === undefined ? 'The run does not contain this case.' : ''
  if (error) return [isAbsent, describeFailure(error)].filter(Boolean).join(' ')
  if (isAbsent) return isAbsent
  // The documented API does not return notes.
  if (note && entry?.note !== undefined && entry.note !== note) return 'The run shows another note than the one sent.'
  return undefined
}
