import type { Outcome } from './send.ts'
import { isTrusted } from './trust.ts'

const MOST_REDIRECTS = 5

/**
 * Follows redirects with the key, wherever that may go.
 * @param home the configured origin
 * @param sendTo sends the request to an address
 */
export async function followRedirects(
  url: string,
  home: string,
  sendTo: (url: string) => Promise<Outcome>,
): Promise<Outcome> {
  let address = url
  for (let redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
    const outcome = await sendTo(address)
    const target = redirectTarget(outcome.response, address, home)
    if (target === undefined) return outcome
    address = target
  }
  return sendTo(address)
}

/** Where a response redirects to, if the same request may go there with the key. */
function redirectTarget(response: Response | undefined, from: string, home: string): string | undefined {
  const location = /30[1278]/.test(`${response?.status}`) && response?.headers.get('location')
  if (!location || !URL.canParse(location, from)) return undefined
  const target = new URL(location, from).href
  return isTrusted(target, home) ? target : undefined
}
