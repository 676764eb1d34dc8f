import type { Readable, Writable } from 'node:stream'
import type { ClientOptions } from '@testsigma-tms/client'

/** The world around the program. */
export interface Surroundings {
  /** For data. */
  readonly stdout: Output
  /** For everything else. */
  readonly stderr: Output
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Ends when somebody presses Ctrl-C, or the process is asked to end. */
  readonly signal: AbortSignal
  /** Stands in for the global `fetch`. */
  readonly fetch?: NonNullable<ClientOptions['fetch']>
}

/** Everything that a command knows of the world around it. */
export interface Terminal extends Surroundings {
  /** Keys that are known so far: neither data nor a message shows one. */
  readonly keys: Set<string>
  /** What went wrong with stdout, of which `errored` says nothing for that of a process. */
  readonly failures: readonly Error[]
}

export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** Writes data, and waits while the reader is slower. Does nothing once the reader has gone. */
export async function write(terminal: Terminal, text: string): Promise<void> {
  const { stdout } = terminal
  if (isClosed(terminal) || stdout.write(withoutKeys(terminal, text)) || stdout.destroyed) return
  await new Promise<void>((resolve) => {
    stdout.once('drain', resolve)
    stdout.once('close', resolve)
    stdout.once('error', () => resolve())
  })
}

/** Whether nobody reads stdout any more, so that a list may end. */
export function isClosed({ failures }: Terminal): boolean {
  return failures.length > 0
}

/** Says something to whoever watches. */
export function say(terminal: Terminal, line: string): void {
  terminal.stderr.write(`${withoutKeys(terminal, line)}\n`)
}

/** Shorter keys occur by chance in any text. */
const shortestKey = 6

/** A key may be given where a name belongs, and a server may return it. */
export function withoutKeys({ keys }: Terminal, text: string): string {
  let plain = text
  for (const key of keys) if (key.length >= shortestKey) plain = plain.replaceAll(key, '***')
  return plain
}

/** How wide the output is. A terminal without a size, such as that of a container, says 0. */
export function widthOf({ columns }: Output, otherwise: number): number {
  return columns || otherwise
}
