import { attempt, kindOf } from './describe.ts'
import { UsageError } from './errors.ts'
import type { ClientOptions, Hooks } from './options.ts'
import { requireKind } from './require.ts'
import type { Scrub } from './scrub.ts'

export const HOOKS = ['onRequest', 'onResponse', 'onRetry', 'onRedirect', 'onAbort'] as const

/** Calls the hooks and the logger. None of them can change the outcome of a call. */
export interface Reporter {
  /** @param facts is called only if the hook is set */
  tell<H extends keyof Hooks>(hook: H, facts: () => Parameters<NonNullable<Hooks[H]>>[0]): void
  log(level: 'debug' | 'warn', line: () => string): void
}

/** @throws {UsageError} for a hook that is not a function, and for an invalid logger */
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

/** Runs a callback of the user; `name` is for messages. Its failure does not affect the call. */
export type RunHook = (name: string, task: () => unknown) => void

/** Longest quote of a failure's message, in characters. */
const LONGEST_REASON = 200

/** Warns once per callback that fails. */
export function hookRunner(scrub: Scrub = (text) => text): RunHook {
  const failed = new Set<string>()
  return (name, task) => {
    const complain = async (thrown: unknown) => {
      if (failed.has(name)) return
      failed.add(name)
      // Any value can be thrown, even one that cannot be converted to a string.
      const text = attempt(() => String(thrown)) ?? kindOf(thrown)
      const reason = scrub(text).slice(0, LONGEST_REASON)
      await globalThis.console.warn(`@testsigma-tms/client: ${name} failed; calls are not affected: ${reason}`)
    }
    const run = async () => {
      await task()
    }
    // If the warning itself fails, there is no other way to report it.
    run()
      .catch(complain)
      .catch(() => {})
  }
}
