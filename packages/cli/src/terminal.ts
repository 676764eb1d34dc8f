import type { Readable, Writable } from 'node:stream'
import type { ClientOptions } from '@testsigma-tms/client'

/** The environment of the program, replaceable in tests. */
export interface Surroundings {
  /** Receives data. */
  readonly stdout: Output
  /** Receives everything else. */
  readonly stderr: Output
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Aborts on Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal
  /** Replaces the global `fetch`. */
  readonly fetch?: NonNullable<ClientOptions['fetch']>
}

/** The environment of a command. */
export interface Terminal extends Surroundings {
  /** Known API keys, which are masked in all output. */
  readonly keys: Set<string>
  /** Write errors of stdout; `errored` is not set on that of a process. */
  readonly failures: readonly Error[]
}

export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** Writes data and waits for a slow reader. Does nothing once the reader has closed stdout. */
export async function write(terminal: Terminal, text: string): Promise<void> {
  const { stdout } = terminal
  if (isClosed(terminal) || stdout.write(withoutKeys(terminal, text)) || stdout.destroyed) return
  await new Promise<void>((resolve) => {
    stdout.once('drain', resolve)
    stdout.once('close', resolve)
    stdout.once('error', () => resolve())
  })
}

/** Whether the reader has closed stdout, so that listing can stop. */
export function isClosed({ failures }: Terminal): boolean {
  return failures.length > 0
}

/** Prints a line to stderr. */
export function say(terminal: Terminal, line: string): void {
  terminal.stderr.write(`${withoutKeys(terminal, line)}\n`)
}

/** Shorter strings could occur in any text by chance. */
const shortestKey = 6

/** Characters by which a key is recognised that a message or a table cell has cut off. */
const beginning = 12

/** Masks keys: a key may have been given instead of a name, or may be returned by a server. */
export function withoutKeys({ keys }: Terminal, text: string): string {
  let plain = text
  for (const key of keys) if (key.length >= shortestKey) plain = withoutKey(plain, key)
  return plain
}

function withoutKey(text: string, key: string): string {
  const [before = '', ...rest] = text.split(key.slice(0, beginning))
  return [before, ...rest.map((after) => after.slice(commonLength(after, key.slice(beginning))))].join('***')
}

function commonLength(one: string, other: string): number {
  let length = 0
  while (length < other.length && one[length] === other[length]) length += 1
  return length
}

/** Width of the output. A terminal without a size, such as in a container, reports 0. */
export function widthOf({ columns }: Output, otherwise: number): number {
  return columns || otherwise
}
