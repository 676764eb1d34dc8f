import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { serverCommand, start } from '../run.ts'

/** What the server says at each start. */
const NOTICE = /^$|^Data is in .* Ctrl-C stops the server\.$/

/** The local server as a process that can be started again with the same options. */
export class LocalServer {
  readonly #args: readonly string[]
  #process: ChildProcess | undefined

  constructor(args: readonly string[]) {
    this.#args = args
  }

  /** Stops the server if it runs, and starts it; resolves when it listens, or has ended because it could not. */
  async restart(): Promise<void> {
    const isFirst = this.#process === undefined
    await this.stop()
    const child = start(process.execPath, [serverCommand(), ...this.#args], {
      cwd: process.cwd(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
    // What it says at the first start, it need not say again.
    if (isFirst) lines.on('line', (line) => console.log(line))
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      if (isFirst || !NOTICE.test(line)) console.error(line)
    })
    await Promise.race([once(lines, 'line'), once(child, 'exit')])
  }

  /** Lets requests under way end. */
  async stop(): Promise<void> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}
