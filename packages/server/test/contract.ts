import contract from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'
import type { ProfileName } from '../src/index.ts'
import { once } from '../src/once.ts'
import { recordAnswer } from './coverage.ts'

interface ResponseObject {
  $ref?: string
  headers?: Record<string, object>
  content?: Record<string, { schema: object }>
}

interface OperationObject {
  operationId: string
  responses: Record<string, ResponseObject>
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema({ $id: 'contract', ...(withoutUndeclaredProperties(contract) as object) })

/** Fails unless the contract declares this answer, down to the last property. */
export function expectConforming(
  profile: ProfileName,
  method: string,
  path: string,
  response: Response,
  body: unknown,
): void {
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  const operation = operationOf(method, path)
  if (operation) {
    expectDeclared(operation.responses, response, body)
    recordAnswer(profile, operation.operationId, response.status)
  } else expectValid('{"$ref":"contract#/components/schemas/Error"}', body)
}

function expectDeclared(declared: Record<string, ResponseObject>, response: Response, body: unknown): void {
  expect(Object.keys(declared), 'declared status').toContain(String(response.status))
  const { headers = {}, content = {} } = follow(declared[response.status])
  const own = [...response.headers.keys()].filter((name) => name.startsWith('x-'))
  for (const name of own) expect(Object.keys(headers), 'declared header').toContain(name)
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  expect(Object.keys(content), 'declared content type').toContain(type)
  const schema = JSON.stringify(content[type]?.schema).replaceAll('"#/', '"contract#/')
  expectValid(schema, body)
}

const compile = once((schema) => ajv.compile(withoutUndeclaredProperties(JSON.parse(schema)) as object))

function expectValid(schema: string, body: unknown): void {
  const validate = compile(schema)
  validate(body)
  expect(validate.errors ?? []).toEqual([])
}

function operationOf(method: string, path: string): OperationObject | undefined {
  const [, item] = Object.entries(contract.paths).find(([template]) => toPattern(template).test(path)) ?? []
  return (item as Record<string, OperationObject> | undefined)?.[method.toLowerCase()]
}

function toPattern(template: string): RegExp {
  return new RegExp(`^/api/v1${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}

function follow(response: ResponseObject = {}): ResponseObject {
  const name = response.$ref?.split('/').at(-1)
  return name ? ((contract.components.responses as Record<string, ResponseObject>)[name] ?? {}) : response
}

function withoutUndeclaredProperties(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutUndeclaredProperties)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutUndeclaredProperties(value)]))
  return copy.type === 'object' && 'properties' in copy ? { ...copy, additionalProperties: false } : copy
}
