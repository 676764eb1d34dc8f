import { createQuerySerializer } from 'openapi-fetch'
import { UsageError } from './errors.ts'
import type { Form, Operation, Params } from './operation.ts'
import { isIdempotentMethod } from './transport/retry.ts'
import type { TransportRequest } from './transport/send.ts'

/** The request of an operation. */
export interface ApiRequest extends TransportRequest {
  readonly operationId: string
  readonly body: string | FormData | undefined
}

const serializeQuery = createQuerySerializer()

/** Makes the requests of one operation from its flat parameters. */
export class RequestBuilder {
  readonly #baseUrl: string
  readonly #operation: Operation
  /** As callers write it: `testRuns.get`. */
  readonly #name: string
  readonly #known: readonly string[]
  readonly #files: RegExp | undefined

  constructor(baseUrl: string, name: string, operation: Operation) {
    const { path, query = [], fields = [], form } = operation
    this.#baseUrl = baseUrl
    this.#name = name
    this.#operation = operation
    this.#known = [...(path.match(/\w+(?=\})/g) ?? []), ...query, ...fields]
    this.#files = form?.files === undefined ? undefined : RegExp(form.files)
  }

  /**
   * @param page query parameters that lead to a page, as the API gave them
   * @throws {UsageError} for a parameter that does not exist, and for a value that does not fit
   */
  build(params: Params, page?: Params): ApiRequest {
    const { id, method, path, query, fields, form, isIdempotent = isIdempotentMethod(method) } = this.#operation
    this.#refuseUnknown(params)
    const search = serializeQuery({ ...pick(params, query), ...page })
    const document = fields && JSON.stringify(pick(params, fields))
    return {
      operationId: id,
      method,
      url: this.#baseUrl + this.#fillIn(path, params) + (search && `?${search}`),
      body: form ? this.#fillForm(form, document, params) : document,
      isIdempotent,
    }
  }

  #refuseUnknown(params: Params): void {
    const unknown = Object.keys(params).find((name) => !this.#known.includes(name) && !this.#files?.test(name))
    if (unknown !== undefined) {
      throw this.#usageError(`there is no parameter "${unknown}". It takes ${this.#known.join(', ')}`)
    }
  }

  #fillIn(path: string, params: Params): string {
    return path.replace(/\{(\w+)\}/g, (_, name) => {
      const id = params[name]
      // A dot or two would turn the path into that of another operation.
      if (typeof id === 'string' && /[^.]/.test(id)) return encodeURIComponent(id)
      throw this.#usageError(`"${name}" must be an id, got ${JSON.stringify(id)}`)
    })
  }

  #fillForm({ document: part }: Form, document: string | undefined, params: Params): FormData {
    const form = new FormData()
    if (part && document) form.append(part, document)
    for (const [name, value] of Object.entries(params)) {
      if (!this.#files?.test(name)) continue
      if (!(value instanceof Blob)) throw this.#usageError(`"${name}" must be a Blob or a File`)
      form.append(name, value)
    }
    return form
  }

  #usageError(problem: string): UsageError {
    return new UsageError(`${this.#name}: ${problem}.`)
  }
}

/** What is `undefined` is left out when it is written as JSON or as a query. */
function pick(params: Params, names: readonly string[] = []): Params {
  return Object.fromEntries(names.map((name) => [name, params[name]]))
}
