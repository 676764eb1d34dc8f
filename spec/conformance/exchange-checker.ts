import { checkBody } from './check-body.ts'
import { checkHeaders } from './check-headers.ts'
import { checkRequest } from './check-request.ts'
import type { Exchange } from './exchange.ts'
import type { JsonObject } from './json.ts'
import { createRouter, mediaTypesOf, type Operation, readOperations } from './operations.ts'
import type { Problem } from './problem.ts'
import { createSchemaChecker } from './schema-checker.ts'

/** What came of holding one exchange against a contract. */
export type Verdict =
  /** It is not of this API. */
  | { readonly kind: 'foreign' }
  /** The contract has the operation; the exchange was compared with it. */
  | ({ readonly kind: 'compared'; readonly operation: Operation } & Comparison)
  /** A redirect to another address; the exchange that follows it is the one to compare. */
  | { readonly kind: 'redirect'; readonly operation: Operation }
  /** Neither the contract nor the API knows the operation. */
  | { readonly kind: 'unknown to both' }
  /** The contract has no such operation, but the API answers. */
  | { readonly kind: 'undeclared'; readonly problem: Problem }

export interface Comparison {
  /** What the API took although the contract does not let it; empty for a request that it refused. */
  readonly request: readonly Problem[]
  readonly answer: readonly Problem[]
}

export interface ExchangeChecker {
  readonly operations: readonly Operation[]
  /** The operation with a method and a path below the address of the API. */
  find(method: string, path: string): Operation | undefined
  /** Holds an exchange with a server at one of the addresses against the contract. */
  check(exchange: Exchange, addresses: readonly string[]): Promise<Verdict>
}

/** Makes a checker that is strict: what the contract does not declare is a problem, at any depth. */
export function createExchangeChecker(document: JsonObject): ExchangeChecker {
  const operations = readOperations(document)
  const findOperation = createRouter(operations)
  const schemas = createSchemaChecker(document)

  async function compare(operation: Operation, exchange: Exchange, path: string): Promise<Comparison> {
    const wasTaken = exchange.response.status < 300
    return {
      request: wasTaken ? await checkRequest(schemas, operation, exchange, path) : [],
      answer: await checkAnswer(operation, exchange.response),
    }
  }

  async function checkAnswer(operation: Operation, answer: Exchange['response']): Promise<Problem[]> {
    const response = operation.responses[answer.status] ?? operation.responses.default
    if (response === undefined) return [undeclaredStatus(operation, answer.status)]
    return [
      ...checkHeaders(document, schemas, answer.headers, response),
      ...(await checkBody(schemas, answer, mediaTypesOf(response), response.pointer)),
    ]
  }

  return {
    operations,
    find: findOperation,
    async check(exchange, addresses) {
      const { method, url } = exchange.request
      const { status, headers } = exchange.response
      const path = pathBelow(url, addresses)
      if (path === undefined) return { kind: 'foreign' }
      const operation = findOperation(method.toUpperCase(), path)
      if (operation === undefined) {
        if ([401, 404, 405].includes(status)) return { kind: 'unknown to both' }
        return { kind: 'undeclared', problem: undeclaredOperation(status) }
      }
      const isRedirect = status >= 300 && status < 400 && headers.has('location')
      if (isRedirect && !(status in operation.responses)) return { kind: 'redirect', operation }
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

function undeclaredStatus({ pointer, responses }: Operation, status: number): Problem {
  const declared = Object.keys(responses).join(', ')
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
    got: `one that it does not have; it answers ${status}`,
  }
}
