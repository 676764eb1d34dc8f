/** Creates a value for each key on first use, and caches it for the lifetime of the process. */
export function once<Thing>(make: (key: string) => Thing): (key: string) => Thing {
  const made = new Map<string, Thing>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const thing = make(key)
    made.set(key, thing)
    return thing
  }
}
