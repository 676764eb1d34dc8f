const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 26

export const lastTsid = 'Z'.repeat(length)

export function isTsid(text: string): boolean {
  return text.length === length && [...text].every((digit) => digits.includes(digit))
}

/** The smallest ULID that is larger; the largest stays as it is. */
export function tsidAfter(tsid: string): string {
  return step(tsid, 'Z', '0', 1)
}

/** The largest ULID that is smaller; the smallest stays as it is. */
export function tsidBefore(tsid: string): string {
  return step(tsid, '0', 'Z', -1)
}

/** As with numbers: the last digit that can change does, and those after it begin again. */
function step(tsid: string, end: string, beginning: string, change: 1 | -1): string {
  const index = [...tsid].findLastIndex((digit) => digit !== end)
  if (index === -1) return tsid
  const digit = digits[digits.indexOf(String(tsid[index])) + change]
  return tsid.slice(0, index) + digit + beginning.repeat(tsid.length - index - 1)
}
