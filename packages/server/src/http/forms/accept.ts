import type { RequestBody, Schema } from '@testsigma-tms/spec/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contract } from '../contract.ts'
import { badRequest } from '../errors.ts'
import { parseJson } from '../json.ts'
import { limits } from '../validation/limits.ts'
import { FormBudget, type FormShare } from './budget.ts'
import { readParts } from './read-parts.ts'
import type { UploadedFile } from './uploaded-file.ts'

export const formType = 'multipart/form-data'

declare module 'fastify' {
  interface FastifyRequest {
    /** The files of a form by part name. In the body, the parts contain the file names instead. */
    files: Map<string, UploadedFile> | undefined
    /** The memory of a form, until the request has been handled or refused. */
    formShare: FormShare | undefined
  }
}

/** Accepts forms: text parts become fields of the body, files are stored separately. */
export function acceptForms(api: FastifyInstance): void {
  const budget = new FormBudget()
  api.decorateRequest('files')
  api.decorateRequest('formShare')
  api.addContentTypeParser(formType, async (request: FastifyRequest, payload: FastifyRequest['raw']) => {
    request.formShare = budget.open()
    const parts = await readParts(request, payload, request.formShare)
    request.files = parts
    return Object.fromEntries([...parts].map(([name, part]) => [name, part.isFile ? part.name : `${part.bytes()}`]))
  })
}

/** Parses the text part that contains a JSON document, so that the document is validated. */
export function readDocuments(requestBody: RequestBody): (request: FastifyRequest) => Promise<void> {
  const names = documentsIn(requestBody)
  return async ({ body, files, mediaType }) => {
    if (mediaType !== formType || !files) return
    const form = body as Record<string, unknown>
    for (const [name, part] of files) {
      if (!names.includes(name)) checkText(name, form[name])
      else {
        if (part.size > limits.document) throw badRequest(`${name}: must be ${limits.document / 2 ** 20} MiB or less`)
        form[name] = parseJson(name, part.bytes())
        files.delete(name)
      }
    }
  }
}

/** Returns the JSON document in a form, which is equivalent to a JSON body. */
export function unwrapDocument(body: unknown, requestBody: RequestBody): unknown {
  const [name] = documentsIn(requestBody)
  return name === undefined ? body : (body as Record<string, unknown>)[name]
}

function documentsIn({ content }: RequestBody): string[] {
  const form = content.get(formType)
  const fields = form?.schema ? contract.fields(form.schemaPointer) : []
  const isDocument = (schema: Schema) => contract.follow(schema).contentSchema !== undefined
  return fields.filter(({ schema }) => isDocument(schema)).map(({ name }) => name)
}

function checkText(name: string, text: unknown): void {
  const { length } = String(text)
  if (length <= limits.characters) return
  throw badRequest(`${name}: must be a file, or a text of ${limits.characters} characters or fewer, got ${length}`)
}
