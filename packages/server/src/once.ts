/** Makes a thing for each key at the first use, and keeps it for the whole process. */
export function once<Thing>(make: (key: string) => Thing): (key: string) => Thing {
  const made = new Map<string, Thing>()
  return (key) => {
    const thing = made.get(key) ?? make(key)
    made.set(key, thing)
    return thing
  }
}
