const VENDOR = /^https:\/\/(.+\.)?testsigma\.com(:|$)/

/** Whether an origin belongs to the vendor. */
export function isVendor(origin: string): boolean {
  return VENDOR.test(origin)
}

/** The origin of a normalised URL, without the cost of parsing it. */
export function originOf(url: string): string {
  const end = url.indexOf('/', 'https://'.length)
  return end < 0 ? url : url.slice(0, end)
}

/** Whether the key may be sent to a URL: to the configured origin, or to a host of the vendor. */
export function isTrusted(url: string, home: string): boolean {
  const { origin } = new URL(url)
  return origin === home || isVendor(origin)
}
