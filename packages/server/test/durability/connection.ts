import { demo } from '../start.ts'

export interface Connection {
  /** Sends a request below the demo project, and returns `data`. Throws unless it succeeds. */
  ask: <Data>(method: string, path: string, body?: unknown) => Promise<Data>
  /** Returns whether the connection, and the database behind it, lasted until the end of the work. */
  survives: (work: () => Promise<void>) => Promise<boolean>
}

class BrokenError extends Error {
  override readonly name = 'BrokenError'
}

/** A connection to a server that may be killed at any time. */
export function connection(origin: string, apiKey: string): Connection {
  const ask: Connection['ask'] = async (method, path, body) => {
    const isForm = body instanceof FormData
    const headers = { Authorization: `Bearer ${apiKey}`, ...(!isForm && { 'Content-Type': 'application/json' }) }
    const init = { method, headers, ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }) }
    const { ok, status, text } = await exchange(`${origin}/api/v1/projects/${demo.project}${path}`, init)
    if (!ok) throw new Error(`${method} ${path}: ${status} ${text}`)
    return JSON.parse(text).data
  }
  return { ask, survives }
}

async function exchange(url: string, init: RequestInit) {
  try {
    const response = await fetch(url, init)
    const { ok, status } = response
    const text = await response.text()
    if (status !== 503) return { ok, status, text }
    throw new Error(text)
  } catch (error) {
    throw new BrokenError(url, { cause: error })
  }
}

async function survives(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof BrokenError) return false
    throw error
  }
}
