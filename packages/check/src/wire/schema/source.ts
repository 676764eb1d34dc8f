import {
  type Contract,
  isObject,
  type Json,
  type JsonObject,
  joinPointer,
  type Pointer,
  valueAt,
} from '@testsigma-tms/spec/contract'

/** A schema, and where it is written. */
export interface Located {
  readonly source: SchemaSource
  readonly pointer: Pointer
  /** A schema, or `true` or `false`. */
  readonly schema: unknown
}

/** The schemas of one of the two contracts that are compared. */
export class SchemaSource {
  /** Which of the two it is; also the name under which a validator knows it. */
  readonly side: 'released' | 'current'
  readonly document: JsonObject
  #anchors: Map<string, Pointer> | undefined

  constructor(side: 'released' | 'current', { document }: Contract) {
    this.side = side
    this.document = document as unknown as JsonObject
  }

  at(pointer: Pointer): Located {
    return { source: this, pointer, schema: valueAt(this.document, pointer) }
  }

  /** What a reference leads to: `#/…`, or `#name` of an anchor. @throws {Error} when it leads nowhere */
  target(reference: string): Located {
    const pointer = /^#(\/|$)/.test(reference) ? reference : this.#anchor(reference.replace(/^#/, ''))
    const located = pointer === undefined ? undefined : this.at(pointer)
    if (located?.schema === undefined) throw new Error(`The ${this.side} contract has nothing at ${reference}.`)
    return located
  }

  #anchor(name: string): Pointer | undefined {
    this.#anchors ??= new Map(anchorsIn(this.document, '#'))
    return this.#anchors.get(name)
  }
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
