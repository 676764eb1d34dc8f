import type { Exchange } from '@testsigma-tms/spec/conformance'
import type { Operation } from '@testsigma-tms/spec/contract'

/**
 * Whether a response comes from something in front of or behind the API that is down, and thus says nothing about the
 * contract.
 */
export function isOutage({ response: { status, headers } }: Exchange, operation: Operation | undefined): boolean {
  // 407: a proxy requires authentication.
  if (status < 500 && status !== 407) return false
  const isDeclared = operation?.responses.has(String(status)) === true
  return !isDeclared || !/[/+]json/.test(headers.get('content-type') ?? '')
}
