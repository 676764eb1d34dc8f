import type { Header, Response } from '../contract/index.ts'
import { nameOfHeader, shapeOf } from '../schema/index.ts'
import type { Problem } from './problem.ts'
import type { SchemaChecker } from './schema-checker.ts'

/** Headers of the API itself. Those of HTTP, proxies and networks are not part of the contract. */
const OWN = /^(x-.+|(x-)?rate-?limit.*|retry-after|deprecation|sunset)$/
const INFRASTRUCTURE = new RegExp(
  `^x-(${[
    'amz(n)?-.+|amzn-.+|azure-ref|b3-.+|cache(-.+)?|cdn.*|cloud-trace-context|envoy-.+|fastly-.+|google-.+|kong-.+',
    'served-by|timer|varnish|via|vercel-.+|forwarded-.+|real-ip|edge-.+|akamai-.+|proxy-.+|nginx-.+|runtime|powered-by',
    'aspnet(mvc)?-version|content-type-options|frame-options|xss-protection|permitted-cross-domain-policies',
    'dns-prefetch-control|download-options|robots-tag|ua-compatible|content-security-policy|webkit-csp|sucuri-.+',
  ].join('|')})$`,
)

/** Validates the headers of a response against those that the contract declares for it. */
export function checkHeaders(schemas: SchemaChecker, headers: Headers, response: Response): Problem[] {
  const declared = [...response.headers.values()]
  const names = new Set(declared.map(({ name }) => name.toLowerCase()))
  const undeclared = [...headers.keys()].filter((name) => isOwn(name) && !names.has(name))
  return [
    ...declared.flatMap((header) => checkHeader(schemas, header, headers.get(header.name))),
    ...undeclared.map((name) => ({
      at: '',
      declaredAt: response.pointer,
      rule: `undeclared header ${nameOfHeader(name)}`,
      expected: 'declared headers only',
      got: `the undeclared header ${nameOfHeader(name)}, ${shapeOf(headers.get(name))}`,
    })),
  ]
}

function isOwn(name: string): boolean {
  return OWN.test(name) && !INFRASTRUCTURE.test(name)
}

function checkHeader(schemas: SchemaChecker, header: Header, text: string | null): Problem[] {
  const name = header.name.toLowerCase()
  if (text === null) {
    if (!header.required) return []
    return [
      { at: '', declaredAt: header.pointer, rule: 'required', expected: `the header ${name}`, got: 'no such header' },
    ]
  }
  return schemas
    .problemsOfText(header.schemaPointer, text)
    .map((problem) => ({ ...problem, expected: `${problem.expected} in the header ${name}` }))
}
