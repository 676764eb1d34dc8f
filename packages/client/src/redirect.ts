/** Whether the key may go there: the configured origin, or a host of the vendor. */
export function isTrusted(url: string, home: string): boolean {
  if (url.startsWith(`${home}/`)) return true
  const { origin, protocol, hostname } = new URL(url)
  return origin === home || (protocol === 'https:' && /(^|\.)testsigma\.com$/.test(hostname))
}

/** Where an answer redirects to, if the same request may go there with the key. */
export function redirectTarget(response: Response | undefined, from: string, home: string): string | undefined {
  if (!response || ![301, 302, 307, 308].includes(response.status)) return undefined
  const location = response.headers.get('location')
  if (!location || !URL.canParse(location, from)) return undefined
  const target = new URL(location, from).href
  return isTrusted(target, home) ? target : undefined
}
