import type { Surroundings } from './terminal.ts'

/** The terminal of this process. */
export function processTerminal(): Surroundings {
  const interruption = new AbortController()
  let count = 0
  const interrupt = () => {
    count += 1
    interruption.abort(new Error('interrupted'))
    // The second Ctrl-C exits immediately, without a summary.
    if (count > 1) process.exit(130)
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  process.stderr.on('error', () => {})
  const { stdout, stderr, stdin, env } = process
  return { stdout, stderr, stdin, env, cwd: process.cwd(), signal: interruption.signal }
}
