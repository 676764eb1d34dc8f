import type { Json } from '@testsigma-tms/spec/contract'
import type { SampleRequest } from '../samples/request.ts'
import type { Entry } from './entries.ts'
import type { ConsoleOperation } from './operation.ts'
import { type Form, requestOf } from './request.ts'
import { valueIn } from './values.ts'

/**
 * The request of the inputs, as shown in samples: without the key, and with placeholders for empty path parameters.
 * Undefined while a typed body is not valid JSON.
 */
export function sampleRequestOf(operation: ConsoleOperation, baseUrl: string, form: Form): SampleRequest | undefined {
  const { method, url, body } = requestOf(operation, baseUrl, form)
  const parts = body && 'parts' in body ? body.parts : undefined
  const json = body && 'text' in body ? parsed(body.text) : undefined
  if (json === null) return undefined
  const texts = (parts ?? []).flatMap((part): [string, string][] => ('text' in part ? [[part.name, part.text]] : []))
  const document = texts.map(([, text]) => parsed(text)?.value).find((value) => typeof value === 'object')
  const parameters = [...form.path, ...form.query].flatMap(([name, entry]) => parameterOf(name, entry, form))
  const isDefault = operation.servers[0]?.url === baseUrl
  return {
    method,
    url: withOpenParameters(operation, url, form),
    headers: [
      ...(operation.needsKey ? [['Authorization', 'Bearer <API_KEY>'] as [string, string]] : []),
      ...(parts ? [] : [['Content-Type', 'application/json'] as [string, string]]),
    ],
    ...(json && { body: json.value }),
    ...(parts && {
      texts,
      files: parts.flatMap((part): [string, string][] => ('file' in part ? [[part.name, part.file.name]] : [])),
    }),
    ...(operation.call && {
      call: {
        ...operation.call,
        parameters,
        ...(document !== undefined && { document }),
        ...(!isDefault && { baseUrl }),
      },
    }),
  }
}

function parameterOf(name: string, entry: Entry, { path }: Form): [string, Json][] {
  const value = valueIn(entry)
  if (value !== undefined) return [[name, value]]
  return path.has(name) ? [[name, `:${name}`]] : []
}

/** An empty parameter leaves an empty path segment, which is replaced by its placeholder. */
function withOpenParameters({ path }: ConsoleOperation, url: string, form: Form): string {
  const segments = path.split('/')
  const { origin, pathname, search } = new URL(url)
  const filled = pathname.split('/')
  const offset = filled.length - segments.length
  const open = segments.map((segment, index) => {
    const name = segment.slice(1, -1)
    const isOpen = segment.startsWith('{') && valueIn(form.path.get(name) as Entry) === undefined
    return isOpen ? `:${name}` : (filled[index + offset] ?? '')
  })
  return `${origin}${[...filled.slice(0, offset), ...open].join('/')}${search}`
}

/** Undefined for an empty text, null for invalid JSON. */
function parsed(text: string): { value: Json } | null {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}
