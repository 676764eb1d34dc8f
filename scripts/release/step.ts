import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { resultOf, start } from '../run.ts'
import { ReleaseError } from './error.ts'

/** Interval of progress reports of a long step, in milliseconds. */
const REPORT_EVERY = 30_000
/** Steps shorter than this, in milliseconds, are reported without their duration. */
const WORTH_MENTIONING = 5_000
/** Most lines of a failed command's output that are printed. */
const MOST_LINES = 80
/** Milliseconds between SIGTERM and SIGKILL. */
const GRACE = 5_000

const running = new Map<ChildProcess, Promise<unknown>>()
let isStopped = false

/**
 * Runs a command in the repository at `root`, and prints its title, progress and duration on stderr.
 *
 * @returns the output on stdout and stderr
 * @throws {ReleaseError} with the end of the output, when the command fails
 */
export async function step(
  root: string,
  title: string,
  command: string,
  args: readonly string[],
  cwd = root,
): Promise<string> {
  console.error(`- ${title}`)
  const started = Date.now()
  // A process group of its own, so that child processes of the command can be stopped, too.
  const child = start(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let lastLine = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      lastLine = stripVTControlCharacters(part.toString()).trim().split('\n').at(-1) || lastLine
    })
  const report = setInterval(() => console.error(`  ${secondsSince(started)}: ${lastLine.slice(0, 100)}`), REPORT_EVERY)
  const result = resultOf(child)
  running.set(child, result)
  try {
    const { code, output } = await result
    // After an interruption, the process exits soon; the stopped command must not be reported as a failure.
    if (isStopped) await new Promise(() => undefined)
    if (code !== 0) throw new ReleaseError(failureOf(title, output.trim()))
    if (Date.now() - started > WORTH_MENTIONING) console.error(`  done in ${secondsSince(started)}`)
    return output
  } finally {
    clearInterval(report)
    running.delete(child)
  }
}

/** Stops the commands of all running steps, including their child processes, and waits until they have exited. */
export async function stopSteps(): Promise<void> {
  isStopped = true
  const ended = Promise.allSettled(running.values())
  const signal = (name: NodeJS.Signals) => {
    for (const { pid } of running.keys()) if (pid !== undefined) killGroup(pid, name)
  }
  signal('SIGTERM')
  if (await isDone(ended)) return
  signal('SIGKILL')
  await isDone(ended)
}

/** The end of a failed command's output, and the file with all of it. */
function failureOf(title: string, output: string): string {
  const lines = output.split('\n')
  if (lines.length <= MOST_LINES) return `${title} fails:\n${output}`
  const log = join(mkdtempSync(join(tmpdir(), 'tms-log-')), `${title.replaceAll(/\W+/g, '-')}.log`)
  writeFileSync(log, `${output}\n`)
  return `${title} fails. Its last ${MOST_LINES} lines; all of them are in ${log}:\n${lines.slice(-MOST_LINES).join('\n')}`
}

/** Whether a task finishes within the grace period. */
function isDone(task: Promise<unknown>): Promise<boolean> {
  const late = setTimeout(GRACE, false, { ref: false })
  return Promise.race([task.then(() => true), late])
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // The process group no longer exists.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function secondsSince(start: number): string {
  return `${Math.round((Date.now() - start) / 1000)} s`
}
