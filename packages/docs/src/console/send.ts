import { isLoopback } from './base-url.ts'
import type { ConsoleRequest } from './request.ts'

export type Outcome = ReceivedResponse | Failure

export interface ReceivedResponse {
  kind: 'response'
  status: number
  statusText: string
  /** The headers that the browser exposes. */
  headers: [name: string, value: string][]
  body: Blob
  milliseconds: number
}

export interface Failure {
  kind: 'cancelled' | 'late' | 'redirected' | 'interrupted' | 'refused' | 'unreachable' | 'offline' | 'insecure'
  milliseconds: number
}

/** Maximum duration in milliseconds. */
export const timeout = 30_000

/** Sends a request, which the signal cancels. Every failure is returned as an outcome; nothing is thrown. */
export async function send(request: ConsoleRequest, key: string, cancel: AbortSignal): Promise<Outcome> {
  const start = performance.now()
  const took = () => performance.now() - start
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeout)
  const signal = AbortSignal.any([cancel, late.signal])
  let response: Response | undefined
  try {
    response = await fetch(request.url, { ...initOf(request, key), signal })
    if (response.type === 'opaqueredirect') return { kind: 'redirected', milliseconds: took() }
    const { status, statusText, headers } = response
    const body = await response.blob()
    return { kind: 'response', status, statusText, headers: [...headers], body, milliseconds: took() }
  } catch {
    const milliseconds = took()
    if (cancel.aborted) return { kind: 'cancelled', milliseconds }
    if (late.signal.aborted) return { kind: 'late', milliseconds }
    return { kind: response ? 'interrupted' : await diagnose(request.url), milliseconds }
  } finally {
    clearTimeout(timer)
  }
}

function initOf({ method, body }: ConsoleRequest, key: string): RequestInit {
  return {
    method,
    headers: {
      ...(key && { Authorization: `Bearer ${key}` }),
      ...(body && 'text' in body && { 'Content-Type': body.mediaType }),
    },
    ...(body && { body: 'text' in body ? body.text : formDataOf(body.parts) }),
    credentials: 'omit',
    cache: 'no-store',
    // A redirect could lead to another host without the browser reporting it.
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  }
}

function formDataOf(parts: Extract<ConsoleRequest['body'], { parts: unknown }>['parts']): FormData {
  const form = new FormData()
  for (const part of parts) {
    if ('file' in part) form.append(part.name, part.file, part.file.name)
    else form.append(part.name, part.text)
  }
  return form
}

/** Browsers do not say why a request failed; a second request without CORS and without the key reveals the cause. */
async function diagnose(url: string): Promise<Failure['kind']> {
  const { protocol, origin } = new URL(url)
  if (!navigator.onLine) return 'offline'
  if (location.protocol === 'https:' && protocol === 'http:' && !isLoopback(url)) return 'insecure'
  if (!(await responds(origin))) return 'unreachable'
  return origin === location.origin ? 'interrupted' : 'refused'
}

function responds(origin: string): Promise<boolean> {
  const options = { mode: 'no-cors', credentials: 'omit', cache: 'no-store' } as const
  return fetch(origin, { ...options, signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  )
}
