/** Databases limit the number of parameters per statement. */
const most = 500

/** Removes duplicate IDs, and splits them into parts of that size. */
export function inParts(ids: readonly string[]): string[][] {
  const unique = [...new Set(ids)]
  return Array.from({ length: Math.ceil(unique.length / most) }, (_, index) =>
    unique.slice(index * most, (index + 1) * most),
  )
}
