import type { Contract, Operation, Response } from '../contract/index.ts'
import { checkBody } from './check-body.ts'
import { checkHeaders } from './check-headers.ts'
import { checkRequest } from './check-request.ts'
import type { Exchange } from './exchange.ts'
import type { Problem } from './problem.ts'
import { createRouter } from './router.ts'
import { createSchemaChecker } from './schema-checker.ts'

/** The result of comparing one exchange with a contract. */
export type Verdict =
  /** The exchange belongs to another API. */
  | { readonly kind: 'foreign' }
  /** The contract has the operation; the exchange was compared with it. */
  | ({ readonly kind: 'compared'; readonly operation: Operation } & Comparison)
  /** A redirect to another URL; the exchange that follows it is to be compared. */
  | { readonly kind: 'redirect'; readonly operation: Operation }
  /** Neither the contract nor the API has the operation. */
  | { readonly kind: 'unknown to both' }
  /** The API has the operation, but the contract does not. */
  | { readonly kind: 'undeclared'; readonly problem: Problem }

export interface Comparison {
  /** Input that the API accepted although the contract does not allow it; empty for a request that it rejected. */
  readonly request: readonly Problem[]
  readonly response: readonly Problem[]
}

export interface ExchangeChecker {
  /** Finds the operation of a method and a path relative to the base URL. */
  find(method: string, path: string): Operation | undefined
  /** Compares an exchange with the contract. `addresses` are the base URLs of the API. */
  check(exchange: Exchange, addresses: readonly string[]): Promise<Verdict>
}

/** Creates a strict checker: everything that the contract does not declare is a problem, at any depth. */
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

/** The path relative to the base URL in `addresses`; `undefined` if the URL is below none of them. */
export function pathBelow(url: string, addresses: readonly string[]): string | undefined {
  const { origin, pathname } = new URL(url)
  const whole = `${origin}${pathname}`
  const address = addresses.map((one) => one.replace(/\/+$/, '')).find((one) => `${whole}/`.startsWith(`${one}/`))
  return address === undefined ? undefined : whole.slice(address.length)
}

/** The response of the exact status, of its range (`4XX`), or `default`. */
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
