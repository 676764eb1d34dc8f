const VENDOR = /^https:\/\/(.+\.)?testsigma\.com(:|$)/

/** Whether an origin is a host of the vendor. */
export function isVendor(origin: string): boolean {
  return VENDOR.test(origin)
}

/** Whether the key may go there: the configured origin, or a host of the vendor. */
export function isTrusted(url: string, home: string): boolean {
  const { origin } = new URL(url)
  return origin === home || isVendor(origin)
}
