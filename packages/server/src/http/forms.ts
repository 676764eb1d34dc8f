import type { RequestBody, Schema } from '@testsigma-tms/spec/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contract } from './contract.ts'
import { badRequest, unprocessable } from './errors.ts'

export const formType = 'multipart/form-data'

const mebibyte = 2 ** 20
const largestForm = 64 * mebibyte
const largestFile = 25 * mebibyte
const mostParts = 1000

export interface UploadedFile {
  name: string
  type: string
  bytes: Buffer
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The files of a form, by the names of their parts. In the body stand their own names instead. */
    files: Map<string, UploadedFile>
  }
}

/** Accepts forms: text parts become the fields of the body, files come beside it. */
export function acceptForms(api: FastifyInstance): void {
  api.decorateRequest('files')
  api.addHook('onRequest', (request, _reply, done) => {
    request.files = new Map()
    done()
  })
  const options = { parseAs: 'buffer', bodyLimit: largestForm } as const
  api.addContentTypeParser(formType, options, async (request: FastifyRequest, body: Buffer<ArrayBuffer>) => {
    const form = await parse(request, body)
    refuseRepeated([...form.keys()])
    const fields: [string, string][] = []
    for (const [name, part] of form) fields.push(await readPart(request, name, part))
    return Object.fromEntries(fields)
  })
}

/** The text part that holds a JSON document becomes that document, so that it is validated as one. */
export function readDocuments(requestBody: RequestBody): (request: FastifyRequest) => Promise<void> {
  const names = documentsIn(requestBody)
  return async ({ body, files, mediaType }) => {
    if (mediaType !== formType) return
    const form = body as Record<string, unknown>
    for (const name of names.filter((name) => Object.hasOwn(form, name))) {
      form[name] = parseJson(name, String(files.get(name)?.bytes))
      files.delete(name)
    }
  }
}

/** The JSON document in a form says what a JSON body says by itself. */
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

/** Node's own reader of forms, which takes a whole response. */
async function parse({ headers }: FastifyRequest, body: Buffer<ArrayBuffer>): Promise<FormData> {
  const contentType = String(headers['content-type'])
  refuseManyParts(contentType, body)
  const type = { 'content-type': contentType }
  const form = await new Response(body, { headers: type }).formData().catch(() => undefined)
  if (form) return form
  throw badRequest('body: not a valid multipart/form-data body with the boundary that Content-Type names')
}

function refuseRepeated(names: string[]): void {
  const known = new Set<string>()
  for (const name of names) {
    if (known.has(name)) throw unprocessable(`${name}: must not be given twice`)
    known.add(name)
  }
}

/** Before they are read, as that takes the longer for each part the more there are. */
function refuseManyParts(contentType: string, body: Buffer): void {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1]
  if (boundary === undefined) return
  const delimiter = Buffer.from(`--${boundary}`)
  let parts = 0
  for (let at = body.indexOf(delimiter); at !== -1; at = body.indexOf(delimiter, at + delimiter.length)) {
    if (parts++ > mostParts) throw badRequest(`body: must not have more than ${mostParts} parts`)
  }
}

async function readPart({ files }: FastifyRequest, name: string, part: string | File): Promise<[string, string]> {
  const bytes = typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer())
  if (bytes.length > largestFile) throw unprocessable(`${name}: must be 25 MiB or less, got ${bytes.length} bytes`)
  const file = typeof part === 'string' ? { name, type: 'text/plain' } : { name: part.name, type: part.type }
  files.set(name, { ...file, bytes })
  return [name, typeof part === 'string' ? part : part.name]
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(`${name}: not valid JSON`)
  }
}
