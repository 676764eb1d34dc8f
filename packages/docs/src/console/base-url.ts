import type { ConsoleOperation } from './operation.ts'

export interface Choice {
  url: string
  description: string
}

/** The contract's servers, preceded by the page's own origin if a local server serves the page. */
export function choicesOf({ servers }: ConsoleOperation, ownApi: string | undefined): Choice[] {
  const own = ownApi === undefined ? [] : [{ url: ownApi, description: 'The local server that shows this page.' }]
  return [...own, ...servers.filter(({ url }) => url !== ownApi)]
}

/** The page's own origin, otherwise the local server, so that nothing is sent to a real account by accident. */
export function defaultChoice(choices: Choice[], ownApi: string | undefined): string {
  return ownApi ?? choices.find(({ url }) => isLoopback(url))?.url ?? choices[0]?.url ?? ''
}

/** The API's URL if a local server serves the page, which it says in a header. */
export async function findOwnApi(page: string): Promise<string | undefined> {
  if (!/^https?:/.test(page)) return undefined
  const options = { method: 'HEAD', credentials: 'omit', signal: AbortSignal.timeout(3000) } as const
  const response = await fetch(page, options).catch(() => undefined)
  const path = response?.headers.get('x-tms-api')
  return path ? new URL(path, page).href : undefined
}

/** Describes what is wrong with a base URL; undefined if it is valid. */
export function problemOfBaseUrl(text: string): string | undefined {
  const url = URL.parse(text)
  if (/\s/.test(text)) return 'must be one address, without spaces in it'
  if (!url || !/^https?:$/.test(url.protocol)) return problemOfAddress(text)
  if (/^https?$/.test(url.hostname)) return 'must begin with http:// or https:// once'
  if (url.username || url.password) return 'must not contain a user name or password: the key has its own field'
  if (url.search || url.hash) return 'must end with the path: no ? and no #'
  return undefined
}

function problemOfAddress(text: string): string {
  const rule = 'must be an address such as http://127.0.0.1:4010/api/v1'
  const host = /^(?:[a-z]*:?\/+)?((?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:\/.*)?)$/i.exec(text)?.[1]
  if (host?.includes('/') || host?.includes(':'))
    return `must begin with http:// or https://: did you mean http${isLocalHost(host) ? '' : 's'}://${host}?`
  return text.length < 16 ? rule : `${rule}; a key belongs in the field “API key”`
}

function isLocalHost(host: string): boolean {
  return isLoopback(`http://${host}`)
}

/** A base URL whose path differs from those of the contract. */
export interface WrongPath {
  /** The expected end of the path: `/api/v1`. */
  expected: string
  /** Whether the base URL contains it, but continues after it. */
  goesOn: boolean
  /** The base URL that was probably meant. */
  meant: string
}

/** Checks the path of a base URL; undefined if it is valid, or if the servers have no common path. */
export function wrongPath(text: string, { servers }: Pick<ConsoleOperation, 'servers'>): WrongPath | undefined {
  const [expected, ...others] = new Set(servers.map(({ url }) => pathOf(url)))
  if (!expected || others.length > 0 || !URL.canParse(text)) return undefined
  const path = pathOf(text)
  const { origin } = new URL(text)
  const at = `${path}/`.indexOf(`${expected}/`)
  if (at >= 0 && at + expected.length === path.length) return undefined
  if (at >= 0) return { expected, goesOn: true, meant: origin + path.slice(0, at + expected.length) }
  // Removes variants such as `/api`, `/v1`, `/api/v2` and `/API/V1`.
  const parts = new RegExp(`(?:/(?:v\\d+|${expected.split('/').filter(Boolean).join('|')}))+$`, 'i')
  return { expected, goesOn: false, meant: origin + path.replace(parts, '') + expected }
}

function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, '')
}

/** Whether a URL points to this machine. */
export function isLoopback(text: string): boolean {
  const hostname = URL.parse(text)?.hostname ?? ''
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/** Host and port of a URL, for messages. */
export function hostOf(text: string): string {
  return URL.parse(text)?.host ?? text
}
