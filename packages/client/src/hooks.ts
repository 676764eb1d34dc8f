import { attempt, kindOf } from './describe.ts'
import { UsageError } from './errors.ts'
import type { ClientOptions, Hooks } from './options.ts'
import { requireKind } from './require.ts'
import type { Scrub } from './scrub.ts'

const HOOKS = ['onRequest', 'onResponse', 'onRetry', 'onRedirect', 'onAbort'] as const

/** Tells hooks and logger what happens. None of them can change the outcome of a call. */
export interface Reporter {
  /** @param facts made only where somebody wants them */
  tell<H extends keyof Hooks>(hook: H, facts: () => Parameters<NonNullable<Hooks[H]>>[0]): void
  log(level: 'debug' | 'warn', line: () => string): void
}

/** @throws {UsageError} for a hook or a logger that is none */
export function createReporter(options: ClientOptions, scrub: Scrub): Reporter {
  const { logger } = options
  for (const hook of HOOKS) requireKind('function', hook, options[hook])
  if (logger !== undefined && Object(logger) !== logger) {
    throw new UsageError('The option logger must be an object with the functions debug and warn, such as console.')
  }
  requireKind('function', 'logger.debug', logger?.debug)
  requireKind('function', 'logger.warn', logger?.warn)

  const runHook = hookRunner(scrub)
  return {
    tell(name, facts) {
      const hook = options[name] as ((facts: object) => unknown) | undefined
      if (hook) runHook(name, () => hook(facts()))
    },
    log(level, line) {
      if (logger) runHook('logger', () => logger[level]?.(line()))
    },
  }
}

/** Runs what somebody else wrote, by its name, and lets it change nothing. */
export type RunHook = (name: string, task: () => unknown) => void

/** What is repeated of a failure, in characters. */
const LONGEST_REASON = 200

/** Complains once about each that fails. */
export function hookRunner(scrub: Scrub = (text) => text): RunHook {
  const failed = new Set<string>()
  return (name, task) => {
    const complain = async (thrown: unknown) => {
      if (failed.has(name)) return
      failed.add(name)
      // Anything can be thrown, even what cannot be made a text.
      const text = attempt(() => String(thrown)) ?? kindOf(thrown)
      const reason = scrub(text).slice(0, LONGEST_REASON)
      await globalThis.console.warn(`@testsigma-tms/client: ${name} failed, and the calls go on: ${reason}`)
    }
    const run = async () => {
      await task()
    }
    // Where complaining fails too, there is nobody left to complain to.
    run()
      .catch(complain)
      .catch(() => {})
  }
}
