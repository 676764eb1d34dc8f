import type { Contract, Operation, Response } from '../contract/index.ts'
import { checkBody } from './check-body.ts'
import { checkHeaders } from './check-headers.ts'
import { checkRequest } from './check-request.ts'
import type { Exchange } from './exchange.ts'
import type { Problem } from './problem.ts'
import { createRouter } from './router.ts'
import { createSchemaChecker } from './schema-checker.ts'

/** What came of comparing one exchange with a contract. */
export type Verdict =
  /** It is not of this API. */
  | { readonly kind: 'foreign' }
  /** The contract has the operation; the exchange was compared with it. */
  | ({ readonly kind: 'compared'; readonly operation: Operation } & Comparison)
  /** A redirect to another address; the exchange that follows it is the one to compare. */
  | { readonly kind: 'redirect'; readonly operation: Operation }
  /** Neither the contract nor the API knows the operation. */
  | { readonly kind: 'unknown to both' }
  /** The contract has no such operation, but the API responds to it. */
  | { readonly kind: 'undeclared'; readonly problem: Problem }

export interface Comparison {
  /** What the API accepted although the contract does not let it; empty for a request that it refused. */
  readonly request: readonly Problem[]
  readonly response: readonly Problem[]
}

export interface ExchangeChecker {
  /** The operation with a method and a path below the address of the API. */
  find(method: string, path: string): Operation | undefined
  /** Compares an exchange with a server at one of the addresses with the contract. */
  check(exchange: Exchange, addresses: readonly string[]): Promise<Verdict>
}

/** Makes a checker that is strict: what the contract does not declare is a problem, at any depth. */
export function createExchangeChecker(contract: Contract): ExchangeChecker {
  const findOperation = createRouter(contract.operations)
  const schemas = createSchemaChecker(contract)

  async function compare(operation: Operation, exchange: Exchange, path: string): Promise<Comparison> {
    const wasAccepted = exchange.response.status < 300
    return {
      request: wasAccepted ? await checkRequest(schemas, operation, exchange, path) : [],
      response: await checkResponse(operation, exchange.response),
    }
  }

  async function checkResponse(operation: Operation, got: Exchange['response']): Promise<Problem[]> {
    const declared = declaredResponse(operation, got.status)
    if (declared === undefined) return [undeclaredStatus(operation, got.status)]
    return [
      ...checkHeaders(schemas, got.headers, declared),
      ...(await checkBody(schemas, got, declared.content, declared.pointer)),
    ]
  }

  return {
    find: findOperation,
    async check(exchange, addresses) {
      const { method, url } = exchange.request
      const { status, headers } = exchange.response
      const path = pathBelow(url, addresses)
      if (path === undefined) return { kind: 'foreign' }
      const operation = findOperation(method, path)
      if (operation === undefined) {
        if ([401, 404, 405].includes(status)) return { kind: 'unknown to both' }
        return { kind: 'undeclared', problem: undeclaredOperation(status) }
      }
      const isRedirect = status >= 300 && status < 400 && headers.has('location')
      if (isRedirect && !operation.responses.has(String(status))) return { kind: 'redirect', operation }
      return { kind: 'compared', operation, ...(await compare(operation, exchange, path)) }
    },
  }
}

/** The path below the address that a URL begins with; `undefined` where it begins with none of them. */
export function pathBelow(url: string, addresses: readonly string[]): string | undefined {
  const { origin, pathname } = new URL(url)
  const whole = `${origin}${pathname}`
  const address = addresses.map((one) => one.replace(/\/+$/, '')).find((one) => `${whole}/`.startsWith(`${one}/`))
  return address === undefined ? undefined : whole.slice(address.length)
}

/** By its status, its kind (`4XX`) or as `default`. */
function declaredResponse({ responses }: Operation, status: number): Response | undefined {
  return responses.get(String(status)) ?? responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get('default')
}

function undeclaredStatus({ pointer, responses }: Operation, status: number): Problem {
  const declared = [...responses.keys()].join(', ')
  return {
    at: '',
    declaredAt: `${pointer}/responses`,
    rule: `status ${status}`,
    expected: `one of the statuses ${declared}`,
    got: `the status ${status}`,
  }
}

function undeclaredOperation(status: number): Problem {
  return {
    at: '',
    declaredAt: '#/paths',
    rule: 'undeclared operation',
    expected: 'an operation of the contract',
    got: `one that it does not have, with the status ${status}`,
  }
}
