import { type ClientOptions, createClient, type TestsigmaClient } from '@testsigma-tms/client'
import type { Settings } from '../configuration/settings.ts'
import { say, type Terminal } from '../terminal.ts'
import { proxyFetch } from './proxy.ts'

/** Makes the client of a command: one for all that the process does, so that one rate limit holds. */
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

/** A line for each response and each retry. Neither the key nor a body is in them. */
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
