import type { ClientOptions } from '@testsigma-tms/client'
import { CommandError } from '../exit-codes.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The proxy of the environment, without credentials; undefined if there is none. */
export function proxyOf(env: Environment): string | undefined {
  const value = proxyFor(env, 'HTTPS_PROXY') ?? proxyFor(env, 'HTTP_PROXY')
  if (value === undefined) return undefined
  const url = new URL(value)
  url.username = ''
  url.password = ''
  return url.href
}

/**
 * A `fetch` that uses the proxy of the environment, which Node's own does not do in all supported versions; undefined
 * without a proxy.
 */
export async function proxyFetch(env: Environment): Promise<NonNullable<ClientOptions['fetch']> | undefined> {
  if (proxyOf(env) === undefined) return undefined
  const { EnvHttpProxyAgent } = await import('undici')
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: proxyFor(env, 'HTTP_PROXY') ?? '',
    httpsProxy: proxyFor(env, 'HTTPS_PROXY') ?? '',
    noProxy: env.NO_PROXY || env.no_proxy || '',
  })
  // Node's types require the dispatcher class of its bundled undici.
  return (input, init) => fetch(input, Object.assign<RequestInit, object>({ ...init }, { dispatcher }))
}

/** The URL of a proxy; the default scheme is http:, as in curl. */
function proxyFor(env: Environment, name: 'HTTPS_PROXY' | 'HTTP_PROXY'): string | undefined {
  const value = (env[name] || env[name.toLowerCase()])?.trim()
  if (!value) return undefined
  const address = value.includes('://') ? value : `http://${value}`
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address
  throw new CommandError(`The variable ${name} must be the address of a proxy, such as http://proxy.example.com:8080.`)
}
