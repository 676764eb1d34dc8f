import type { ConsoleOperation } from './operation.ts'

export interface Choice {
  url: string
  description: string
}

/** The contract's servers, headed by the page's own origin where a local server responds there. */
export function choicesOf({ servers }: ConsoleOperation, ownApi: string | undefined): Choice[] {
  const own = ownApi === undefined ? [] : [{ url: ownApi, description: 'The local server that shows this page.' }]
  return [...own, ...servers.filter(({ url }) => url !== ownApi)]
}

/** The page's own origin, or else the local server: nothing is sent to a real account by accident. */
export function defaultChoice(choices: Choice[], ownApi: string | undefined): string {
  return ownApi ?? choices.find(({ url }) => isLoopback(url))?.url ?? choices[0]?.url ?? ''
}

/** Where the API is if a local server shows the page: it says so in a header, which other hosts do not have. */
export async function findOwnApi(page: string): Promise<string | undefined> {
  if (!/^https?:/.test(page)) return undefined
  const options = { method: 'HEAD', credentials: 'omit', signal: AbortSignal.timeout(3000) } as const
  const response = await fetch(page, options).catch(() => undefined)
  const path = response?.headers.get('x-tms-api')
  return path ? new URL(path, page).href : undefined
}

/** What is wrong with a base URL, in words; undefined where nothing is. */
export function problemOfBaseUrl(text: string): string | undefined {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an address such as http://127.0.0.1:4010/api/v1'
  if (url.username || url.password) return 'must hold no user name and no password: the key has a field of its own'
  if (url.search || url.hash) return 'must end with the path: no ? and no #'
  return undefined
}

/** The path that every server of the contract ends with and a base URL does not: `/api/v1`. */
export function missingPath(text: string, { servers }: Pick<ConsoleOperation, 'servers'>): string | undefined {
  const [path, ...others] = new Set(servers.map(({ url }) => pathOf(url)))
  if (!path || others.length > 0) return undefined
  return URL.canParse(text) && !pathOf(text).endsWith(path) ? path : undefined
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, '')
}

/** Whether an address is on this machine. */
export function isLoopback(text: string): boolean {
  const hostname = URL.parse(text)?.hostname ?? ''
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/** Host and port of an address, as readers know it. */
export function hostOf(text: string): string {
  return URL.parse(text)?.host ?? text
}
