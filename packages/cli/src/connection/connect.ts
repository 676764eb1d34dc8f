import { type ClientOptions, createClient, type TestsigmaClient } from '@testsigma-tms/client'
import type { Settings } from '../configuration/settings.ts'
import { say, type Terminal } from '../terminal.ts'
import { proxyFetch } from './proxy.ts'

/** Creates the client of a command: one per process, so that all requests share one rate limit. */
export async function connect(
  terminal: Terminal,
  settings: Settings,
  options: ClientOptions = {},
): Promise<TestsigmaClient> {
  const { apiKey, baseUrl, rate, timeout, isVerbose, allowInsecure } = settings
  const fetch = terminal.fetch ?? (await proxyFetch(terminal.env))
  return createClient({
    apiKey,
    allowInsecure,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(rate === undefined ? {} : { rateLimit: { perSecond: rate } }),
    ...(fetch ? { fetch } : {}),
    ...(isVerbose ? verbose(terminal) : {}),
    ...options,
  })
}

/** Logs each response and each retry, without the key and without bodies. */
function verbose(terminal: Terminal): ClientOptions {
  return {
    onResponse: ({ method, url, status, duration, attempt }) => {
      const again = attempt > 1 ? `, attempt ${attempt}` : ''
      say(terminal, `${method} ${url} ${status} in ${Math.round(duration)} ms${again}`)
    },
    onRetry: ({ method, url, delay, reason }) =>
      say(terminal, `${method} ${url} again in ${Math.round(delay)} ms: ${reason}`),
  }
}
