const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 26

export const lastTsid = 'Z'.repeat(length)

export function isTsid(text: string): boolean {
  return text.length === length && [...text].every((digit) => digits.includes(digit))
}

/** The next larger ULID; the largest is returned unchanged. */
export function tsidAfter(tsid: string): string {
  return step(tsid, 'Z', '0', 1)
}

/** The next smaller ULID; the smallest is returned unchanged. */
export function tsidBefore(tsid: string): string {
  return step(tsid, '0', 'Z', -1)
}

/** Counts like a number: changes the last digit that can change, and resets those after it. */
function step(tsid: string, end: string, beginning: string, change: 1 | -1): string {
  const index = [...tsid].findLastIndex((digit) => digit !== end)
  if (index === -1) return tsid
  const digit = digits[digits.indexOf(String(tsid[index])) + change]
  return tsid.slice(0, index) + digit + beginning.repeat(tsid.length - index - 1)
}
