import type { Exchange } from '@testsigma-tms/spec/conformance'
import type { Operation } from '@testsigma-tms/spec/contract'

/** Whether an exchange says that something before or behind the API is down, and so nothing about the contract. */
export function isOutage({ response: { status, headers } }: Exchange, operation: Operation | undefined): boolean {
  // 407: a proxy on the way asks for a password.
  if (status < 500 && status !== 407) return false
  const isDeclared = operation?.responses.has(String(status)) === true
  return !isDeclared || !/[/+]json/.test(headers.get('content-type') ?? '')
}
