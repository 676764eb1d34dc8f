import type { TestsigmaClient } from '../client.ts'
import { defaultsOf } from '../defaults.ts'
import { attempt, kindOf } from '../describe.ts'
import { UsageError } from '../errors.ts'
import { ownOf } from '../own.ts'

/** @throws {UsageError} naming the argument, if it is wrong */
export function requireArgument(isRight: boolean, name: string, kind: string, got: unknown): void {
  if (!isRight) throw new UsageError(`${name} must be ${kind}, got ${kindOf(got)}.`)
}

export function requireText(name: string, value: unknown): void {
  requireArgument(typeof value === 'string', name, 'a string', value)
}

/**
 * Checks the arguments that every helper has.
 * @param resource of the client that the helper uses
 * @returns the own fields of the parameters, see `ownOf`
 */
export function readArguments<P>(helper: string, resource: keyof TestsigmaClient, tms: TestsigmaClient, params: P): P {
  requireClient(helper, tms, resource)
  return ownOf(`${helper}: the parameters`, params)
}

/** Only the resource in use is checked, because tests may pass a partial client. */
export function requireClient(helper: string, tms: unknown, resource: keyof TestsigmaClient): void {
  const isClient = attempt(() => typeof Object(tms)[resource] === 'object') ?? false
  requireArgument(isClient, `${helper}: the first argument`, 'a client', tms)
}

export function requireFunction(name: string, value: unknown): void {
  requireArgument(value === undefined || typeof value === 'function', name, 'a function', value)
}

/** For messages that quote the server, which may echo the key. */
export function usageError(tms: TestsigmaClient, message: string): UsageError {
  return new UsageError(defaultsOf(tms)?.scrub(message) ?? message)
}
