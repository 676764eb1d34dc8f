/** Makes a thing for each key at the first use, and keeps it for the whole process. */
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
