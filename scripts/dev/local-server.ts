import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { serverCommand, start } from '../run.ts'

/** Output that the server prints at each start. */
const NOTICE = /^$|^Data is in .* Ctrl-C stops the server\.$/

/** The local server as a process that can be restarted with the same options. */
export class LocalServer {
  readonly #args: readonly string[]
  #process: ChildProcess | undefined

  constructor(args: readonly string[]) {
    this.#args = args
  }

  /** Stops a running server, and starts a new one. Resolves when it listens, or has exited because it could not. */
  async restart(): Promise<void> {
    const isFirst = this.#process === undefined
    await this.stop()
    const child = start(process.execPath, [serverCommand(), ...this.#args], {
      cwd: process.cwd(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
    // The output at start is printed only once.
    if (isFirst) lines.on('line', (line) => console.log(line))
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      if (isFirst || !NOTICE.test(line)) console.error(line)
    })
    await Promise.race([once(lines, 'line'), once(child, 'exit')])
  }

  /** Stops the server after pending requests have finished. */
  async stop(): Promise<void> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}
