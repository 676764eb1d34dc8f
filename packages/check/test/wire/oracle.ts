import { Validator } from '@cfworker/json-schema'
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
  const [was, is] = [before, after].map((named) => validatorOf(documentFor(direction, named))) as [Validate, Validate]
  const random = seeded(seed)
  const samples = [before, after].map((named) => new Samples(random, named))
  const roots = [before.Root, after.Root]
  for (let index = 0; index < most; index++) {
    const value = samples[index % 2]?.value(roots[index % 2])
    const [narrow, wide] = direction === 'request' ? [is, was] : [was, is]
    if (wide.isValid(value) && !narrow.isValid(value) && wide.isSurelyValid(value) && !narrow.isSurelyValid(value))
      return { value }
  }
  return undefined
}

/** Each schema is compiled once, for few values. */
const QUICK = {
  strict: false,
  meta: false,
  validateSchema: false,
  messages: false,
  logger: false,
  code: { optimize: false },
} as const

interface Validate {
  isValid(value: unknown): boolean
  /** The same by another validator, which is slower. */
  isSurelyValid(value: unknown): boolean
}

/**
 * Ajv 8.20 is wrong about `unevaluatedProperties` with some alternatives: it takes what it knows from one entry of a list
 * to the next, or forgets it. So another validator has to agree before a sample is evidence.
 */
function validatorOf(document: object): Validate {
  const ajv = new Ajv2020(QUICK)
  addFormats.default(ajv)
  ajv.addSchema(document, 'contract')
  const validate = ajv.compile({ $ref: 'contract#/components/schemas/Root' }) as (value: unknown) => boolean
  let second: Validator | undefined
  return {
    isValid(value) {
      try {
        return validate(value)
      } catch (error) {
        // What Ajv 8.20 compiles for `unevaluatedProperties` fails with this on some values.
        if (error instanceof TypeError && error.message.startsWith('Cannot set properties of undefined')) return false
        throw error
      }
    },
    isSurelyValid(value) {
      second ??= new Validator({ $ref: '#/components/schemas/Root', ...document }, '2020-12')
      return second.validate(value).valid
    },
  }
}

/** Requests may have declared fields alone; what is read-only or write-only is not sent the other way. */
function documentFor(direction: Direction, named: Named): object {
  const document = documentOf(marked(named, direction === 'request' ? 'readOnly' : 'writeOnly') as Named)
  return direction === 'request' ? closeDocument(document) : document
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
