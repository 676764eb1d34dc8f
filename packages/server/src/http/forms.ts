import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { RequestBody } from './contract.ts'
import { badRequest, unprocessable } from './errors.ts'

export const formType = 'multipart/form-data'

const mebibyte = 2 ** 20
const largestForm = 64 * mebibyte
const largestFile = 25 * mebibyte

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
    return Object.fromEntries(await Promise.all([...form].map(([name, part]) => readPart(request, name, part))))
  })
}

/** The text part that holds a JSON document becomes that document, so that it is validated as one. */
export function readDocuments({ content }: RequestBody): (request: FastifyRequest) => Promise<void> {
  const names = documentsIn(content[formType]?.schema)
  return async ({ body, files, mediaType }) => {
    if (mediaType !== formType) return
    const form = body as Record<string, unknown>
    for (const name of names.filter((name) => name in form)) {
      form[name] = parseJson(name, String(files.get(name)?.bytes))
      files.delete(name)
    }
  }
}

/** The JSON document in a form says what a JSON body says by itself. */
export function unwrapDocument(body: unknown, { content }: RequestBody): unknown {
  const [name] = documentsIn(content[formType]?.schema)
  return name === undefined ? body : (body as Record<string, unknown>)[name]
}

interface FormSchema {
  properties?: Record<string, { contentSchema?: object }>
}

function documentsIn(schema: FormSchema = {}): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, { contentSchema }]) => (contentSchema ? [name] : []))
}

/** Node's own reader of forms, which takes a whole response. */
async function parse({ headers }: FastifyRequest, body: Buffer<ArrayBuffer>): Promise<FormData> {
  const type = { 'content-type': String(headers['content-type']) }
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
