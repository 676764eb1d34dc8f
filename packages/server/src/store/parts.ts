/** Databases limit how many parameters a statement has. */
const most = 500

/** Each ID once, in parts that one statement takes. */
export function inParts(ids: readonly string[]): string[][] {
  const unique = [...new Set(ids)]
  return Array.from({ length: Math.ceil(unique.length / most) }, (_, index) =>
    unique.slice(index * most, (index + 1) * most),
  )
}
