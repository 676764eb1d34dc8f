import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { resultOf, start } from '../run.ts'
import { ReleaseError } from './error.ts'

/** How often a step that takes long says what it is doing, in milliseconds. */
const REPORT_EVERY = 30_000
/** A step that took less, in milliseconds, does not say how long it took. */
const WORTH_MENTIONING = 5_000
/** How many lines of the output of a failed command are printed. */
const MOST_LINES = 80
/** How long a command may take to end after SIGTERM before it is killed, in milliseconds. */
const GRACE = 5_000

const running = new Map<ChildProcess, Promise<unknown>>()
let isStopped = false

/**
 * Runs a command in the repository at `root`, and prints on stderr which one, how far it is, and how long it took.
 *
 * @returns what it printed on stdout and stderr
 * @throws {ReleaseError} with the end of that when it fails
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
  // A process group of its own, so that what the command has started can be stopped with it.
  const child = start(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let lastLine = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      lastLine = part.toString().trim().split('\n').at(-1) || lastLine
    })
  const report = setInterval(() => console.error(`  ${secondsSince(started)}: ${lastLine.slice(0, 100)}`), REPORT_EVERY)
  const result = resultOf(child)
  running.set(child, result)
  try {
    const { code, output } = await result
    // The process ends at once, and a command that was stopped has not failed.
    if (isStopped) await new Promise(() => undefined)
    if (code !== 0) throw new ReleaseError(failureOf(title, output.trim()))
    if (Date.now() - started > WORTH_MENTIONING) console.error(`  done in ${secondsSince(started)}`)
    return output
  } finally {
    clearInterval(report)
    running.delete(child)
  }
}

/** Stops every command that a step is running, with everything that it has started, and waits for the end of them. */
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

/** The end of what a failed command has printed, and where all of it is. */
function failureOf(title: string, output: string): string {
  const lines = output.split('\n')
  if (lines.length <= MOST_LINES) return `${title} fails:\n${output}`
  const log = join(mkdtempSync(join(tmpdir(), 'tms-log-')), `${title.replaceAll(/\W+/g, '-')}.log`)
  writeFileSync(log, `${output}\n`)
  return `${title} fails. Its last ${MOST_LINES} lines; all of them are in ${log}:\n${lines.slice(-MOST_LINES).join('\n')}`
}

/** Whether something is done within the time that a command has. */
function isDone(task: Promise<unknown>): Promise<boolean> {
  const late = setTimeout(GRACE, false, { ref: false })
  return Promise.race([task.then(() => true), late])
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // It has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function secondsSince(start: number): string {
  return `${Math.round((Date.now() - start) / 1000)} s`
}
