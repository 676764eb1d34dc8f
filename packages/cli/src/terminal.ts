import type { Readable, Writable } from 'node:stream'
import type { ClientOptions } from '@testsigma-tms/client'

/** Everything that a command knows of the world around it. */
export interface Terminal {
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

export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** Writes data, and waits while the reader is slower. */
export async function write({ stdout }: Terminal, text: string): Promise<void> {
  if (stdout.write(text) || stdout.destroyed) return
  await new Promise<void>((resolve) => {
    stdout.once('drain', resolve)
    stdout.once('close', resolve)
    stdout.once('error', () => resolve())
  })
}

/** Says something to whoever watches. */
export function say({ stderr }: Terminal, line: string): void {
  stderr.write(`${line}\n`)
}
