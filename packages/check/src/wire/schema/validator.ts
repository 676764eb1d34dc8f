import { isObject, type Json } from '@testsigma-tms/spec/contract'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Located, SchemaSource } from './source.ts'

/** Validates single values, for schemas that allow only few. */
export class Validator {
  readonly #sources: readonly SchemaSource[]
  readonly #compiled = new Map<string, ValidateFunction | undefined>()
  #ajv: Ajv2020 | undefined

  constructor(sources: readonly SchemaSource[]) {
    this.#sources = sources
  }

  /** `undefined` where the schema is none that can be tried. */
  isValid({ source, pointer, schema }: Located, value: Json): boolean | undefined {
    if (typeof schema === 'boolean') return schema
    if (!isObject(schema)) return undefined
    const key = `${source.id} ${pointer} ${Object.keys(schema).join()}`
    if (!this.#compiled.has(key)) this.#compiled.set(key, this.#compile(source, schema))
    return this.#compiled.get(key)?.(value)
  }

  #compile({ id }: SchemaSource, schema: object): ValidateFunction | undefined {
    const text = JSON.stringify(schema, (name, part) => {
      return name === '$ref' && typeof part === 'string' && part.startsWith('#') ? `${id}${encodeURI(part)}` : part
    })
    this.#ajv ??= this.#create()
    try {
      return this.#ajv.compile(JSON.parse(text))
    } catch {
      return undefined
    }
  }

  /** Only once there is a value to validate: it takes long to read whole contracts. */
  #create(): Ajv2020 {
    const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: true, logger: false })
    addFormats.default(ajv)
    for (const { id, document } of this.#sources) ajv.addSchema(document, id)
    return ajv
  }
}
