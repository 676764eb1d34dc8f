import { describe } from './describe.ts'
import { UsageError } from './errors.ts'
import { encodeForm, type FormPartContent, type SentBody } from './form.ts'
import { isWellFormed, type Place, toJson } from './json.ts'
import type { Form, Operation, Params } from './operation.ts'
import { isIdempotentMethod } from './transport/retry.ts'
import type { TransportRequest } from './transport/send.ts'
import { readUpload } from './upload.ts'

/** The request of an operation. Files are read when it is sent. */
export interface ApiRequest extends TransportRequest {
  readonly operationId: string
  /** The JSON document, unless the body is a form. */
  readonly body: string | undefined
  readonly form: readonly FormPartContent[] | undefined
}

/** Query parameters that select a page of a list. */
const LEADS_TO_PAGE = ['cursor', 'next', 'page']

/** Builds the requests of one operation from its flat parameters. */
export class RequestBuilder {
  /** The name that callers use: `testRuns.get`. */
  readonly name: string
  readonly #baseUrl: string
  readonly #operation: Operation
  readonly #known: readonly string[]
  readonly #files: RegExp | undefined

  constructor(baseUrl: string, name: string, operation: Operation) {
    const { path, query = [], fields = [], form } = operation
    this.#baseUrl = baseUrl
    this.name = name
    this.#operation = operation
    this.#known = [...(path.match(/\w+(?=\})/g) ?? []), ...query, ...fields]
    this.#files = form?.files === undefined ? undefined : RegExp(form.files)
  }

  /**
   * @param page query parameters of a page, as the API returned them; they replace those in `params` that select one
   * @throws {UsageError} for an unknown parameter, and for a value that cannot be sent
   */
  build(params: Params, page?: Params): ApiRequest {
    const { id, method, path, query = [], fields, form, isIdempotent = isIdempotentMethod(method) } = this.#operation
    this.#refuseUnknown(params)
    const url = this.#baseUrl + this.#fillIn(path, params) + this.#writeQuery(query, params, page)
    const document = fields && this.#writeJson(fields, params)
    const request = { operationId: id, method, url, isIdempotent }
    if (form) {
      const parts = this.#readForm(form, document, params)
      return { ...request, body: undefined, form: parts, encode: (reading) => encodeForm(parts, reading) }
    }
    const contentType = document === undefined ? undefined : 'application/json'
    return { ...request, body: document, form: undefined, contentType }
  }

  #refuseUnknown(params: Params): void {
    const unknown = Object.keys(params).find((name) => !this.#known.includes(name) && !this.#files?.test(name))
    if (unknown !== undefined) {
      throw this.#usageError(`unknown parameter "${unknown}". The parameters are ${this.#known.join(', ')}`)
    }
  }

  #fillIn(path: string, params: Params): string {
    return path.replace(/\{(\w+)\}/g, (_, name) => {
      const id = params[name]
      if (isPathId(id)) return encodeURIComponent(id)
      throw this.#usageError(`"${name}" must be an id, got ${describe(id)}`)
    })
  }

  /** @returns the query with its question mark, or an empty string */
  #writeQuery(names: readonly string[], params: Params, page: Params | undefined): string {
    const query = new Map<string, unknown>()
    for (const name of names) {
      const value = params[name]
      if (value === undefined || (page && LEADS_TO_PAGE.includes(name))) continue
      const isText = typeof value === 'string' && isWellFormed(value)
      if (!isText && !Number.isFinite(value) && typeof value !== 'boolean') {
        throw this.#usageError(`"${name}" must be a string or a number, got ${describe(value)}`)
      }
      query.set(name, value)
    }
    for (const [name, value] of Object.entries(page ?? {})) query.set(name, value)
    let text = ''
    for (const [name, value] of query) {
      text += `${text ? '&' : '?'}${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`
    }
    return text
  }

  /** Omits fields that are `undefined`. */
  #writeJson(names: readonly string[], params: Params): string {
    const document: Record<string, unknown> = Object.create(null)
    for (const name of names) {
      const value = params[name]
      if (value === undefined) continue
      const place: Place = { path: name, holders: [] }
      document[name] = toJson(value, place, (path, reason) =>
        this.#usageError(`"${path}" cannot be written as JSON: ${reason}`),
      )
    }
    return JSON.stringify(document)
  }

  #readForm(form: Form, document: string | undefined, params: Params): FormPartContent[] {
    const parts: FormPartContent[] = form.document && document ? [{ name: form.document, value: document }] : []
    for (const name of new Set([...(form.required ?? []), ...Object.keys(params)])) {
      const value = params[name]
      if (!this.#files?.test(name) || (value === undefined && !form.required?.includes(name))) continue
      const part = readUpload(name, value)
      if (!part) {
        const kinds = 'a Blob or a File, bytes, or a stream with a name: { name, stream }'
        throw this.#usageError(`"${name}" must be ${kinds}; got ${describe(value)}. From disk: await fileFrom(path)`)
      }
      parts.push(part)
    }
    return parts
  }

  #usageError(problem: string): UsageError {
    return new UsageError(`${this.name}: ${problem}.`)
  }
}

/** The body as it is sent, without the content of files. */
export function sentBodyOf({ body, form }: ApiRequest): SentBody {
  return (
    form?.map(({ name, value, filename }) => ({
      name,
      ...(value !== undefined && { value }),
      ...(filename !== undefined && { filename }),
    })) ?? body
  )
}

/** Ids of only dots are rejected, because `.` and `..` would turn the path into that of another operation. */
export function isPathId(value: unknown): value is string {
  return typeof value === 'string' && /[^.]/.test(value) && isWellFormed(value)
}
