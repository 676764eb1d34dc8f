import type { Exchange } from '@testsigma-tms/spec/conformance'
import { headersFrom } from './har-message.ts'
import type { RecordedItem } from './recorded.ts'

/** The parts of Newman's JSON report, and of an export of a Postman run, that are read. */
interface NewmanReport {
  readonly run: { readonly executions: readonly NewmanExecution[] }
}

interface NewmanExecution {
  readonly request?: {
    readonly method?: string
    readonly url?: NewmanUrl | string
    readonly header?: readonly NewmanPair[]
    readonly body?: NewmanBody
  }
  readonly response?: {
    readonly code?: number
    readonly header?: readonly NewmanPair[]
    readonly stream?: { readonly data?: readonly number[] } | readonly number[]
    readonly body?: string
  }
}

interface NewmanPair {
  readonly key: string
  readonly value: string
  readonly disabled?: boolean
}

interface NewmanUrl {
  readonly protocol?: string
  readonly host?: readonly string[] | string
  readonly port?: string
  readonly path?: readonly string[] | string
  readonly query?: readonly NewmanPair[]
}

interface NewmanBody {
  readonly mode?: string
  readonly raw?: string
}

export function isNewmanReport(content: unknown): content is NewmanReport {
  const { run } = (content ?? {}) as Partial<NewmanReport>
  return Array.isArray(run?.executions)
}

export function* readNewman({ run }: NewmanReport, file: string): Generator<RecordedItem> {
  for (const [index, execution] of run.executions.entries()) {
    const origin = `${file}, request ${index + 1}`
    const url = urlOf(execution.request?.url)
    if (url === undefined) yield { kind: 'unreadable', reason: `${origin}: expected "request" with "url".` }
    else {
      const method = execution.request?.method ?? 'GET'
      const status = execution.response?.code ?? 0
      yield {
        kind: 'exchange',
        origin,
        method,
        url,
        status,
        read: async () => exchangeOf(execution, method, url, origin),
      }
    }
  }
}

function urlOf(url: NewmanUrl | string | undefined): string | undefined {
  if (typeof url === 'string') return URL.canParse(url) ? url : undefined
  if (url === undefined) return undefined
  const { protocol = 'http', host = [], port, path = [], query = [] } = url
  const search = query
    .filter(({ disabled }) => !disabled)
    .map(({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
  const text = `${protocol}://${[host].flat().join('.')}${port ? `:${port}` : ''}/${[path].flat().join('/').replace(/^\//, '')}`
  const whole = search.length === 0 ? text : `${text}?${search.join('&')}`
  return URL.canParse(whole) ? whole : undefined
}

function exchangeOf({ request, response }: NewmanExecution, method: string, url: string, origin: string): Exchange {
  const headers = headersFrom(pairsOf(request?.header), origin)
  const { mode, raw } = request?.body ?? {}
  // Newman records the file names of form parts instead of their content.
  const isUnrecorded = mode !== undefined && mode !== 'raw'
  const stream = response?.stream
  const bytes = (stream && 'data' in stream ? stream.data : (stream as readonly number[])) ?? response?.body
  return {
    request: { method, url, headers, body: raw ? new TextEncoder().encode(raw) : undefined, isUnrecorded },
    response: {
      status: response?.code ?? 0,
      headers: headersFrom(pairsOf(response?.header), origin),
      body: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes && Uint8Array.from(bytes),
    },
  }
}

function pairsOf(pairs: readonly NewmanPair[] = []) {
  return pairs.filter(({ disabled }) => !disabled).map(({ key, value }) => ({ name: key, value }))
}
