/** Whether the key may go there: the configured origin, or a host of the vendor. */
export function isTrusted(url: string, home: string): boolean {
  const { origin } = new URL(url)
  return origin === home || /^https:\/\/(.+\.)?testsigma\.com(:|$)/.test(origin)
}
