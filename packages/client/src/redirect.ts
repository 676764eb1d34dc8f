/** Whether the key may go there: the configured origin, or a host of the vendor. */
export function isTrusted(url: string, home: string): boolean {
  const { origin } = new URL(url)
  return origin === home || /^https:\/\/(.+\.)?testsigma\.com(:|$)/.test(origin)
}

/** Where an answer redirects to, if the same request may go there with the key. */
export function redirectTarget(response: Response | undefined, from: string, home: string): string | undefined {
  const location = /30[1278]/.test(`${response?.status}`) && response?.headers.get('location')
  if (!location || !URL.canParse(location, from)) return undefined
  const target = new URL(location, from).href
  return isTrusted(target, home) ? target : undefined
}
