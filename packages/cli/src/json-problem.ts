/** What JSON.parse says about a text, without what it shows of it: that may be a key. */
export function jsonProblem(error: unknown): string {
  return (error as Error).message.replace(/,?\s*(\.\.\.)?"[\s\S]*"(\.\.\.)? is not valid JSON$/, '')
}
