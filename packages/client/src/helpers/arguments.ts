import type { TestsigmaClient } from '../client.ts'
import { defaultsOf } from '../defaults.ts'
import { attempt, kindOf } from '../describe.ts'
import { UsageError } from '../errors.ts'
import { ownOf } from '../own.ts'

/** @throws {UsageError} naming the argument, unless it is right */
export function requireArgument(isRight: boolean, name: string, kind: string, got: unknown): void {
  if (!isRight) throw new UsageError(`${name} must be ${kind}, got ${kindOf(got)}.`)
}

export function requireText(name: string, value: unknown): void {
  requireArgument(typeof value === 'string', name, 'a text', value)
}

/**
 * Checks what every helper takes.
 * @param resource of the client, which the helper uses
 * @returns the parameters: their own fields alone
 */
export function readArguments<P>(helper: string, resource: keyof TestsigmaClient, tms: TestsigmaClient, params: P): P {
  requireClient(helper, tms, resource)
  return ownOf(`${helper}: the parameters`, params)
}

/** A part of a client will do: tests may have no more. */
export function requireClient(helper: string, tms: unknown, resource: keyof TestsigmaClient): void {
  const isClient = attempt(() => typeof Object(tms)[resource] === 'object') ?? false
  requireArgument(isClient, `${helper}: the first argument`, 'a client', tms)
}

export function requireFunction(name: string, value: unknown): void {
  requireArgument(value === undefined || typeof value === 'function', name, 'a function', value)
}

/** An error that repeats what the server said, which may be the key. */
export function usageError(tms: TestsigmaClient, message: string): UsageError {
  return new UsageError(defaultsOf(tms)?.scrub(message) ?? message)
}
