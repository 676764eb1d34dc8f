import {
  type Contract,
  type Document,
  isObject,
  type Json,
  type JsonObject,
  joinPointer,
  type Pointer,
  valueAt,
} from '@testsigma-tms/spec/contract'
import { closeDocument } from '@testsigma-tms/spec/schema'
import type { Direction } from './direction.ts'

/** A schema, and where it is written. */
export interface Located {
  readonly source: SchemaSource
  readonly pointer: Pointer
  /** A schema, or `true` or `false`. */
  readonly schema: unknown
}

/** Which of the two contracts that are compared. */
export type Side = 'released' | 'current'

/**
 * The schemas of one of the two contracts, as a validator of requests or of responses has them: in requests, objects
 * take declared fields alone, which is written out (`closeDocument`).
 */
export class SchemaSource {
  readonly side: Side
  /** The name under which a validator knows it. */
  readonly id: string
  /** As the contract has it. */
  readonly written: JsonObject
  readonly document: JsonObject

  constructor(side: Side, direction: Direction, { document }: Contract) {
    this.side = side
    this.id = `${side}-${direction}`
    this.written = withoutAnchors(document as unknown as JsonObject)
    const isClosed = direction === 'request'
    this.document = isClosed ? (closeDocument(this.written as unknown as Document) as never) : this.written
  }

  at(pointer: Pointer): Located {
    return { source: this, pointer, schema: valueAt(this.document, pointer) }
  }

  /** What a reference leads to. @throws {Error} when it leads nowhere */
  target(reference: string): Located {
    const located = /^#(\/|$)/.test(reference) ? this.at(reference) : undefined
    if (located?.schema === undefined) throw new Error(`The ${this.side} contract has nothing at ${reference}.`)
    return located
  }
}

/** The same document with pointers in place of references to anchors. */
function withoutAnchors(document: JsonObject): JsonObject {
  if (!hasAnchors(document)) return document
  const anchors = new Map(anchorsIn(document, '#'))
  const text = JSON.stringify(document, (name, value) => {
    // Validators take a copy of it for the same name twice.
    if (name === '$anchor' || name === '$dynamicAnchor') return undefined
    const isReference = (name === '$ref' || name === '$dynamicRef') && typeof value === 'string'
    return isReference && value.startsWith('#') ? (anchors.get(value.slice(1)) ?? value) : value
  })
  return JSON.parse(text)
}

function hasAnchors(node: Json): boolean {
  if (typeof node !== 'object' || node === null) return false
  if (!Array.isArray(node) && ('$anchor' in node || '$dynamicAnchor' in node)) return true
  return Object.values(node).some(hasAnchors)
}

function* anchorsIn(node: Json, pointer: Pointer): Generator<[string, Pointer]> {
  if (typeof node !== 'object' || node === null) return
  if (isObject(node)) {
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const name = node[keyword]
      if (typeof name === 'string') yield [name, pointer]
    }
  }
  for (const [name, part] of Object.entries(node)) {
    yield* anchorsIn(part, joinPointer(pointer, name))
  }
}
