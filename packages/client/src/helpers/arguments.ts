import type { TestsigmaClient } from '../client.ts'
import { defaultsOf } from '../defaults.ts'
import { kindOf } from '../describe.ts'
import { UsageError } from '../errors.ts'

/** @throws {UsageError} naming the argument, unless it is right */
export function requireArgument(isRight: boolean, name: string, kind: string, got: unknown): void {
  if (!isRight) throw new UsageError(`${name} must be ${kind}, got ${kindOf(got)}.`)
}

export function requireText(name: string, value: unknown): void {
  requireArgument(typeof value === 'string', name, 'a text', value)
}

/** @param kind what it has to be, where its name does not say it */
export function requireObject(name: string, value: unknown, kind = 'an object'): void {
  requireArgument(typeof value === 'object' && value !== null && !Array.isArray(value), name, kind, value)
}

/** Checks what every helper takes. */
export function requireArguments(helper: string, tms: unknown, params: unknown): void {
  requireObject(`${helper}: the first argument`, tms, 'a client')
  requireObject(`${helper}: the parameters`, params)
}

export function requireFunction(name: string, value: unknown): void {
  requireArgument(value === undefined || typeof value === 'function', name, 'a function', value)
}

/** An error that repeats what the server said, which may be the key. */
export function usageError(tms: TestsigmaClient, message: string): UsageError {
  return new UsageError(defaultsOf(tms)?.scrub(message) ?? message)
}
