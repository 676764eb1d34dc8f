import { UsageError } from './errors.ts'
import type { ClientOptions, Hooks, Logger } from './options.ts'
import type { Scrub } from './scrub.ts'

const HOOKS = ['onRequest', 'onResponse', 'onRetry', 'onRedirect', 'onAbort'] as const

/** Tells hooks and logger what happens. None of them can change the outcome of a call. */
export interface Reporter {
  /** @param facts made only where somebody wants them */
  tell<H extends keyof Hooks>(hook: H, facts: () => Parameters<NonNullable<Hooks[H]>>[0]): void
  log(level: 'debug' | 'warn', line: () => string): void
}

/** @throws {UsageError} for a hook that is no function, or a logger that is no object */
export function createReporter(options: ClientOptions, scrub: Scrub): Reporter {
  const { logger } = options
  for (const hook of HOOKS) {
    if (options[hook] !== undefined && typeof options[hook] !== 'function') {
      throw new UsageError(`The option ${hook} must be a function, got a ${typeof options[hook]}.`)
    }
  }
  if (logger !== undefined && (typeof logger !== 'object' || logger === null)) {
    throw new UsageError('The option logger must be an object with the functions debug and warn, such as console.')
  }

  const runHook = hookRunner(scrub)
  return {
    tell(name, facts) {
      const hook = options[name] as ((facts: object) => unknown) | undefined
      if (hook) runHook(name, () => hook(facts()))
    },
    log(level, line) {
      if (logger) runHook('logger', () => (logger as Logger)[level]?.(line()))
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
    const warn = (thrown: unknown) => {
      if (failed.has(name)) return
      failed.add(name)
      try {
        const reason = scrub(String(thrown)).slice(0, LONGEST_REASON)
        globalThis.console.warn(`@testsigma-tms/client: ${name} failed, and the calls go on: ${reason}`)
      } catch {
        // There is nobody left to complain to.
      }
    }
    try {
      const result = task()
      if (isThenable(result)) result.then(undefined, warn)
    } catch (error) {
      warn(error)
    }
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function'
}
