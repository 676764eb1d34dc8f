/** Reads all pages of a list and returns its first entry. @throws {Error} when the list is empty */
export async function walk<T>(list: AsyncIterable<T>): Promise<T> {
  const entries: T[] = []
  for await (const entry of list) entries.push(entry)
  const [first] = entries
  if (first === undefined) throw new Error('A list is empty that the scenario needs an entry of.')
  return first
}
