import { UsageError } from './errors.ts'
import type { ClientOptions, Hooks, Logger } from './options.ts'

const HOOKS = ['onRequest', 'onResponse', 'onRetry', 'onRedirect', 'onAbort'] as const

/** Tells hooks and logger what happens. None of them can change the outcome of a call. */
export interface Reporter {
  /** @param facts made only where somebody wants them */
  tell<H extends keyof Hooks>(hook: H, facts: () => Parameters<NonNullable<Hooks[H]>>[0]): void
  log(level: 'debug' | 'warn', line: () => string): void
}

/** @throws {UsageError} for a hook that is no function, or a logger that is no object */
export function createReporter(options: ClientOptions): Reporter {
  const { logger } = options
  for (const hook of HOOKS) {
    if (options[hook] !== undefined && typeof options[hook] !== 'function') {
      throw new UsageError(`The option ${hook} must be a function, got a ${typeof options[hook]}.`)
    }
  }
  if (logger !== undefined && (typeof logger !== 'object' || logger === null)) {
    throw new UsageError('The option logger must be an object with the functions debug and warn, such as console.')
  }

  const failed = new Set<string>()
  return {
    tell(name, facts) {
      const hook = options[name] as ((facts: object) => unknown) | undefined
      if (hook) runHook(name, failed, () => hook(facts()))
    },
    log(level, line) {
      if (logger) runHook('logger', failed, () => (logger as Logger)[level]?.(line()))
    },
  }
}

/**
 * Runs what somebody else wrote, and lets it change nothing.
 * @param failed names of those that have been complained about
 */
export function runHook(name: string, failed: Set<string>, task: () => unknown): void {
  const warn = () => {
    if (failed.has(name)) return
    failed.add(name)
    // What it threw may be anything, and may hold anything.
    globalThis.console?.warn(`@testsigma-tms/client: ${name} of a client failed. Its calls go on.`)
  }
  try {
    const result = task()
    if (isThenable(result)) result.then(undefined, warn)
  } catch {
    warn()
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function'
}
