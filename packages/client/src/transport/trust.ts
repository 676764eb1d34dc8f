const VENDOR = /^https:\/\/(.+\.)?testsigma\.com(:|$)/

/** Whether an origin is a host of the vendor. */
export function isVendor(origin: string): boolean {
  return VENDOR.test(origin)
}

/** The origin of an address that was made from a `URL`, without the cost of making another one. */
export function originOf(url: string): string {
  const end = url.indexOf('/', 'https://'.length)
  return end < 0 ? url : url.slice(0, end)
}

/** Whether the key may go there: the configured origin, or a host of the vendor. */
export function isTrusted(url: string, home: string): boolean {
  const { origin } = new URL(url)
  return origin === home || isVendor(origin)
}
