import type { JsonObject } from './json.ts'
import { headersOf, type Part } from './operations.ts'
import type { Problem } from './problem.ts'
import type { SchemaChecker } from './schema-checker.ts'
import { shapeOf } from './shape.ts'

/** Headers of the API itself: those of the protocol, of proxies and of networks in between say nothing about it. */
const OWN = /^(x-.+|(x-)?rate-?limit.*|retry-after|deprecation|sunset)$/
const INFRASTRUCTURE = new RegExp(
  `^x-(${[
    'amz(n)?-.+|amzn-.+|azure-ref|b3-.+|cache(-.+)?|cdn.*|cloud-trace-context|envoy-.+|fastly-.+|google-.+|kong-.+',
    'served-by|timer|varnish|via|vercel-.+|forwarded-.+|real-ip|edge-.+|akamai-.+|proxy-.+|nginx-.+|runtime|powered-by',
    'aspnet(mvc)?-version|content-type-options|frame-options|xss-protection|permitted-cross-domain-policies',
    'dns-prefetch-control|download-options|robots-tag|ua-compatible|content-security-policy|webkit-csp|sucuri-.+',
  ].join('|')})$`,
)

/** Holds the headers of an answer against those that the contract declares for it. */
export function checkHeaders(
  document: JsonObject,
  schemas: SchemaChecker,
  headers: Headers,
  response: Part,
): Problem[] {
  const declared = headersOf(document, response)
  const undeclared = [...headers.keys()].filter((name) => isOwn(name) && !(name in declared))
  return [
    ...Object.entries(declared).flatMap(([name, part]) => checkHeader(schemas, name, headers.get(name), part)),
    ...undeclared.map((name) => ({
      at: '',
      declaredAt: response.pointer,
      rule: `undeclared header ${name}`,
      expected: 'declared headers alone',
      got: `the header ${name} besides, ${shapeOf(headers.get(name))}`,
    })),
  ]
}

function isOwn(name: string): boolean {
  return OWN.test(name) && !INFRASTRUCTURE.test(name)
}

function checkHeader(
  schemas: SchemaChecker,
  name: string,
  text: string | null,
  { pointer, definition }: Part,
): Problem[] {
  if (text === null) {
    if (definition.required !== true) return []
    return [{ at: '', declaredAt: pointer, rule: 'required', expected: `the header ${name}`, got: 'no such header' }]
  }
  return schemas
    .problemsOfText(`${pointer}/schema`, text)
    .map((problem) => ({ ...problem, expected: `${problem.expected} in the header ${name}` }))
}
