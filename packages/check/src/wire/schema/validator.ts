import type { Json } from '@testsigma-tms/spec/contract'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Facet } from './conjunction.ts'
import type { SchemaSource } from './source.ts'

/** Validates single values against facets, for schemas that allow only few. */
export class Validator {
  readonly #ajv: Ajv2020
  readonly #compiled = new Map<string, ValidateFunction | undefined>()

  constructor(sources: readonly SchemaSource[]) {
    this.#ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: true, logger: false })
    addFormats.default(this.#ajv)
    for (const { side, document } of sources) this.#ajv.addSchema(document, side)
  }

  /** `undefined` where the schema is none that can be tried. */
  isValid({ source, pointer, schema }: Facet, value: Json): boolean | undefined {
    const key = `${source.side} ${pointer} ${Object.keys(schema).join()}`
    if (!this.#compiled.has(key)) this.#compiled.set(key, this.#compile(source, schema))
    return this.#compiled.get(key)?.(value)
  }

  #compile({ side }: SchemaSource, schema: object): ValidateFunction | undefined {
    const text = JSON.stringify(schema, (name, part) => {
      return name === '$ref' && typeof part === 'string' && part.startsWith('#') ? `${side}${encodeURI(part)}` : part
    })
    try {
      return this.#ajv.compile(JSON.parse(text))
    } catch {
      return undefined
    }
  }
}
