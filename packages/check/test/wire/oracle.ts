import type { Document } from '@testsigma-tms/spec/contract'
import { closeDocument } from '@testsigma-tms/spec/schema'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Loose } from './random-schema.ts'
import { Samples, seeded } from './samples.ts'

export type Named = Record<string, Loose>
export type Direction = 'request' | 'response'

/** A contract with nothing but schemas. */
export function documentOf(schemas: Named): Document {
  return { info: { title: 'T', version: '1' }, paths: {}, components: { schemas } }
}

/** A value that became invalid in a request, or valid in a response; `undefined` if no sample is one. */
export function witness(
  direction: Direction,
  before: Named,
  after: Named,
  seed: number,
  most: number,
): { value: unknown } | undefined {
  const [was, is] = [validatorOf(direction, before), validatorOf(direction, after)]
  const random = seeded(seed)
  const samples = [before, after].map((named) => new Samples(random, named))
  const roots = [before.Root, after.Root]
  for (let index = 0; index < most; index++) {
    const value = samples[index % 2]?.value(roots[index % 2])
    const [wasValid, isValid] = [was(value), is(value)]
    if (wasValid === undefined || isValid === undefined) continue
    const isBroken = direction === 'request' ? wasValid && !isValid : isValid && !wasValid
    if (isBroken) return { value }
  }
  return undefined
}

/** Requests may contain declared fields only; read-only and write-only fields are not sent in the other direction. */
function validatorOf(direction: Direction, named: Named): (value: unknown) => boolean | undefined {
  const schemas = marked(named, direction === 'request' ? 'readOnly' : 'writeOnly') as Named
  const document = documentOf(schemas)
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false })
  addFormats.default(ajv)
  ajv.addSchema(direction === 'request' ? closeDocument(document) : document, 'contract')
  const validate = ajv.compile({ $ref: 'contract#/components/schemas/Root' }) as (value: unknown) => boolean
  return (value) => {
    try {
      return validate(value)
    } catch (error) {
      // Ajv 8.20's code for `unevaluatedProperties` throws this error for some values, which are skipped.
      if (error instanceof TypeError && error.message.startsWith('Cannot set properties of undefined')) return undefined
      throw error
    }
  }
}

function marked(node: unknown, keyword: string): unknown {
  if (Array.isArray(node)) return node.map((part) => marked(part, keyword))
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([name, part]) => [name, marked(part, keyword)])
  const copy = Object.fromEntries(entries) as Loose
  if (typeof copy.properties !== 'object' || copy.properties === null) return copy
  const properties = copy.properties as Record<string, Loose>
  const hidden = Object.keys(properties).filter((name) => properties[name]?.[keyword] === true)
  for (const name of hidden) (properties as Record<string, unknown>)[name] = false
  if (Array.isArray(copy.required)) copy.required = copy.required.filter((name) => !hidden.includes(name))
  return copy
}
