import { dirname, resolve } from 'node:path'
import type { TestRun } from '@testsigma-tms/client'
import type { GlobalOptions } from '../configuration/settings.ts'
import { CommandError, type ExitCode, exitCodes } from '../exit-codes.ts'
import { startProgress } from '../output/progress.ts'
import { openSession, type Session } from '../session.ts'
import { type Terminal, write } from '../terminal.ts'
import { attachmentProblems } from './attachments.ts'
import { chooseExecutor, type Executor } from './executor.ts'
import { findReports, type ReportFile } from './find-reports.ts'
import { tellGithub } from './github.ts'
import { Journal } from './journal.ts'
import { jsonSummary } from './json-summary.ts'
import { junitSummary } from './junit-summary.ts'
import { markdownSummary } from './markdown-summary.ts'
import { makePlan, type Plan } from './plan.ts'
import { type FoundTests, readTests } from './read-tests.ts'
import { type Recorded, record } from './record.ts'
import { resultNames } from './result-names.ts'
import { readProjectCases, readRunCases } from './run-cases.ts'
import { countsOf, type Summary } from './summary.ts'
import { makeRun, nameOf, requireOpenRun, sharedTitle } from './target-run.ts'
import { textSummary } from './text-summary.ts'

export interface UploadOptions extends GlobalOptions {
  readonly run?: string
  readonly title?: string
  readonly reuse?: string
  readonly user?: string
  readonly status?: readonly string[]
  readonly resume?: string
  readonly batchSize?: number
  /** False with `--no-attachments`. */
  readonly attachments?: boolean
  readonly attachmentsFrom?: readonly string[]
  readonly dryRun?: boolean
  readonly format?: 'text' | 'json' | 'junit' | 'markdown'
  readonly failOnFailed?: boolean
  readonly allowUnmatched?: boolean
}

interface Upload extends Session {
  readonly options: UploadOptions
  readonly reports: readonly ReportFile[]
  readonly journal: Journal | undefined
}

const formats = { text: textSummary, json: jsonSummary, junit: junitSummary, markdown: markdownSummary }
const defaultBatch = 500

/** `tms results upload`: reads reports, links each test to a test case, and records the results in a run. */
export async function uploadResults(
  terminal: Terminal,
  args: readonly string[],
  options: UploadOptions,
): Promise<ExitCode> {
  const started = Date.now()
  if (options.run !== undefined && (options.reuse ?? options.title) !== undefined) {
    throw new CommandError('--run names a run that exists; --title and --reuse make one. Give one or the other.')
  }
  const reports = await findReports(terminal, args)
  const session = await openSession(terminal, options)
  const { project_id } = session
  const path = options.resume
  const journal =
    path === undefined || options.dryRun ? undefined : new Journal(resolve(terminal.cwd, path), project_id)
  try {
    const upload = { ...session, options, reports, journal }
    const { run, plan, recorded } = await carryOut(upload)
    const leftOut = options.dryRun
      ? await attachmentProblems(plan.results, terminal.cwd, attachmentRoots(upload))
      : new Map(recorded.map(({ result, problems }) => [result, problems]))
    const seconds = (Date.now() - started) / 1000
    const isInterrupted = terminal.signal.aborted
    const summary: Summary = {
      project: project_id,
      run,
      isDryRun: options.dryRun ?? false,
      isInterrupted,
      seconds,
      plan,
      recorded,
      leftOut,
    }
    await write(terminal, formats[options.format ?? 'text'](summary, terminal))
    await tellGithub(terminal, summary)
    return exitCodeOf(summary, options)
  } finally {
    journal?.close()
  }
}

interface CarriedOut {
  readonly run: string | undefined
  readonly plan: Plan
  readonly recorded: readonly Recorded[]
}

async function carryOut(upload: Upload): Promise<CarriedOut> {
  const { signal, options, tms, project_id, journal, reports } = upload
  const tests = await readTests(reports)
  await requireNames(upload)
  const known = options.run ?? journal?.run
  if (known !== undefined) {
    const run = await requireOpenRun(tms, project_id, known, signal)
    return recordInto(upload, tests, run)
  }
  if (options.reuse !== undefined && !options.dryRun) return recordInto(upload, tests, await sharedRun(upload))
  const plan = makePlan(tests, await readProjectCases(tms, { project_id, signal }))
  if (plan.results.length === 0 || options.dryRun) return { run: undefined, plan, recorded: [] }
  // Looked up first: a user who does not exist must not leave an empty run behind.
  const executor = await executorOf(upload, plan)
  const { run } = await makeRun(tms, project_id, newRunOf(upload, plan), { mayExist: journal !== undefined, signal })
  journal?.goesTo(run.id)
  return { run: nameOf(run), plan, recorded: await recordPlan(upload, plan, run.id, executor) }
}

/** Checks names given by the user before anything is created or sent. */
async function requireNames({ names, settings, options }: Upload): Promise<void> {
  const email = options.user ?? settings.user
  if (email !== undefined) await names.user(email)
  for (const status of resultNames(settings, options.status).given) await names.resolver.testRunStatus(status)
}

async function recordInto(upload: Upload, tests: FoundTests, run: TestRun): Promise<CarriedOut> {
  const { signal, options, tms, project_id, journal } = upload
  const title = options.reuse === undefined ? undefined : sharedTitle(options.reuse, options.title)
  journal?.goesTo(run.id, title)
  const plan = makePlan(tests, await readRunCases(tms, { project_id, signal }, run.id))
  if (plan.results.length === 0 || options.dryRun) return { run: nameOf(run), plan, recorded: [] }
  const executor = await executorOf(upload, plan)
  return { run: nameOf(run), plan, recorded: await recordPlan(upload, plan, run.id, executor) }
}

/** A shared run contains every test case of the project, because no shard knows the tests of the others. */
async function sharedRun({ signal, options, tms, project_id }: Upload): Promise<TestRun> {
  const title = sharedTitle(options.reuse ?? '', options.title)
  return (await makeRun(tms, project_id, { title, caseIds: undefined }, { mayExist: true, signal })).run
}

function executorOf({ options, settings, tms, names, signal }: Upload, { results }: Plan): Promise<Executor> {
  const cases = results.map(({ testCase }) => testCase)
  return chooseExecutor(tms, names, options.user ?? settings.user, cases, signal)
}

/** The journal contains the title before the run is created, so that the run is found after a kill. */
function newRunOf({ options, journal }: Upload, { results }: Plan) {
  const title =
    journal?.title ?? options.title ?? `Results of ${new Date().toISOString().replace('T', ' ').slice(0, 23)}`
  if (journal?.title === undefined) journal?.creating(title)
  return { title, caseIds: results.map(({ testCase }) => testCase.id) }
}

async function recordPlan(
  upload: Upload,
  plan: Plan,
  test_run_id: string,
  executor: Executor,
): Promise<readonly Recorded[]> {
  const { terminal, options, settings, tms, names, project_id, journal } = upload
  const { cwd, signal } = terminal
  const statusNames = resultNames(settings, options.status)
  const progress = startProgress(terminal, 'results', plan.results.length)
  try {
    return await record(plan.results, {
      tms,
      project_id,
      test_run_id,
      resolver: { ...names.resolver, user: (name) => names.user(name) },
      executor,
      statusName: ({ outcome }) => statusNames.of(outcome),
      journal,
      batchSize: options.batchSize ?? defaultBatch,
      cwd,
      attachmentRoots: attachmentRoots(upload),
      signal,
      onProgress: (done) => progress.update(done),
    })
  } finally {
    progress.end()
  }
}

/** Undefined if no attachments are sent. */
function attachmentRoots({ options, reports, terminal: { cwd } }: Upload): string[] | undefined {
  if (options.attachments === false) return undefined
  const folders = reports.flatMap(({ path }) => (path === undefined ? [] : dirname(path)))
  return [cwd, ...folders, ...(options.attachmentsFrom ?? []).map((folder) => resolve(cwd, folder))]
}

function exitCodeOf(summary: Summary, { dryRun, failOnFailed, allowUnmatched }: UploadOptions): ExitCode {
  const { failed, cases, unmatched, not_recorded, broken_reports } = countsOf(summary)
  if (summary.isInterrupted) return exitCodes.interrupted
  const isIncomplete = cases === 0 || broken_reports > 0 || not_recorded > 0 || (unmatched > 0 && !allowUnmatched)
  if (isIncomplete) return exitCodes.incomplete
  return failOnFailed && failed > 0 && !dryRun ? exitCodes.failed : exitCodes.done
}
