import type { ClientOptions } from '@testsigma-tms/client'

const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']

/** The proxy that the environment names, without credentials; nothing where it names none. */
export function proxyOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const value = variables.map((name) => env[name]).find(Boolean)
  if (value === undefined || !URL.canParse(value)) return value
  const url = new URL(value)
  url.username = ''
  url.password = ''
  return url.href
}

/** A `fetch` through the proxy of the environment, as Node's own takes none everywhere; nothing where there is none. */
export async function proxyFetch(
  env: Readonly<Record<string, string | undefined>>,
): Promise<NonNullable<ClientOptions['fetch']> | undefined> {
  if (proxyOf(env) === undefined) return undefined
  const { EnvHttpProxyAgent } = await import('undici')
  const dispatcher = new EnvHttpProxyAgent({
    ...option('httpProxy', env.HTTP_PROXY ?? env.http_proxy),
    ...option('httpsProxy', env.HTTPS_PROXY ?? env.https_proxy),
    ...option('noProxy', env.NO_PROXY ?? env.no_proxy),
  })
  // Node's types name the dispatcher of its own undici.
  return (input, init) => fetch(input, Object.assign<RequestInit, object>({ ...init }, { dispatcher }))
}

function option(name: string, value: string | undefined): Record<string, string> {
  return value ? { [name]: value } : {}
}
