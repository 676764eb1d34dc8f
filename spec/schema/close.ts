import {
  type Document,
  isObject,
  joinPointer,
  type Pointer,
  SCHEMA_KEYWORDS,
  SCHEMA_LISTS,
  SCHEMA_MAPS,
  type Schema,
} from '../contract/index.ts'

/** Keyword with the pointer of a schema in the original contract; validators return it with each failure. */
export const POINTER = 'x-pointer'

/**
 * Copies of the component schemas for use in branches such as `allOf`; they allow fields that other branches declare.
 */
export const OPEN_SCHEMAS = 'openSchemas'

const BRANCH_LISTS = ['allOf', 'anyOf', 'oneOf'] as const
const BRANCHES = ['if', 'then', 'else'] as const

type Keyword = keyof Schema

export interface CloseOptions {
  /**
   * Whether the JSON documents in the parts of a form are validated as parsed values instead of strings.
   *
   * @default false
   */
  readonly parsesForms?: boolean
}

/**
 * A copy of a contract that forbids undeclared fields, at any depth. An object that declares no fields at all, or has
 * `additionalProperties` itself, is not changed. Every schema has its pointer in the contract as `x-pointer`.
 */
export function closeDocument(document: Document, options: CloseOptions = {}): Document {
  const closer = new Closer(options.parsesForms ?? false)
  const copy = closer.closeAll(document, '#') as Document
  const open = closer.closeEach(document.components?.schemas ?? {}, '#/components/schemas', true)
  const components: object = { ...copy.components, [OPEN_SCHEMAS]: open }
  return { ...copy, components }
}

class Closer {
  readonly #parsesForms: boolean

  constructor(parsesForms: boolean) {
    this.#parsesForms = parsesForms
  }

  /** Finds schemas in OpenAPI objects: below `schema` and `schemas`. */
  closeAll(node: unknown, pointer: Pointer): unknown {
    if (Array.isArray(node)) return node.map((part, index) => this.closeAll(part, joinPointer(pointer, index)))
    if (!isObject(node)) return node
    return mapEntries(node, (part, name) => {
      const place = joinPointer(pointer, name)
      if (name === 'example' || name === 'examples') return part
      if (name === 'schema') return this.#close(part, place)
      if (place === '#/components/schemas') return this.closeEach(part, place)
      return this.closeAll(part, place)
    })
  }

  closeEach(schemas: unknown, pointer: Pointer, isBranch = false): unknown {
    if (!isObject(schemas)) return schemas
    return mapEntries(schemas, (schema, name) => this.#close(schema, joinPointer(pointer, name), isBranch))
  }

  /**
   * A branch of a composition only declares its own fields; the enclosing schema rejects those that no branch declares.
   */
  #close(schema: unknown, pointer: Pointer, isBranch = false): unknown {
    if (!isObject(schema)) return schema
    if (this.#parsesForms && isObject(schema.contentSchema)) {
      return this.#close(schema.contentSchema, joinPointer(pointer, 'contentSchema'), isBranch)
    }
    const mixes = isMixed(schema)
    const copy = mapEntries(schema, (part, name) => {
      const place = joinPointer(pointer, name)
      if (name === '$ref' && typeof part === 'string') return isBranch || mixes ? openReference(part) : part
      return this.#closePart(name as Keyword, part, place)
    })
    return { ...copy, ...closure(schema, mixes, isBranch), [POINTER]: pointer }
  }

  #closePart(keyword: Keyword, part: unknown, place: Pointer): unknown {
    if (keyword === 'not') return part
    if (isOneOf(SCHEMA_MAPS, keyword)) return this.closeEach(part, place, keyword === 'dependentSchemas')
    if (isOneOf(SCHEMA_KEYWORDS, keyword)) return this.#close(part, place, isOneOf(BRANCHES, keyword))
    if (!isOneOf(SCHEMA_LISTS, keyword) || !Array.isArray(part)) return part
    const isBranch = isOneOf(BRANCH_LISTS, keyword)
    return part.map((each, index) => this.#close(each, joinPointer(place, index), isBranch))
  }
}

/** Whether a schema declares fields in more than one place. */
function isMixed(schema: object): boolean {
  const composes = [...BRANCH_LISTS, ...BRANCHES, 'dependentSchemas'].some((keyword) => keyword in schema)
  return composes || ('$ref' in schema && declaresFields(schema))
}

function closure(schema: object, mixes: boolean, isBranch: boolean): object {
  if ('additionalProperties' in schema || 'unevaluatedProperties' in schema) return {}
  const declares = declaresFields(schema)
  if (isBranch) return declares || mixes || '$ref' in schema ? {} : { additionalProperties: true }
  if (mixes) return { unevaluatedProperties: false }
  return declares ? { additionalProperties: false } : {}
}

function declaresFields(schema: object): boolean {
  return 'properties' in schema || 'patternProperties' in schema
}

function openReference(reference: string): string {
  return reference.replace(/^#\/components\/schemas\//, `#/components/${OPEN_SCHEMAS}/`)
}

function isOneOf(keywords: readonly string[], keyword: string): boolean {
  return keywords.includes(keyword)
}

function mapEntries(object: object, change: (value: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]))
}
