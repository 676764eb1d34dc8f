/** The id that most operations have, which the generated table leaves out: `listUsers`, `getProject`. */
export function regularId(resource: string, method: string): string {
  const name = resource.replace(/^./, (letter) => letter.toUpperCase())
  return method + (method === 'list' ? name : singular(name))
}

/**
 * Where most answers hold what they are about, which the table leaves out too.
 * @param base path of the resource, such as `/test_runs`
 * @returns `test_runs` for a list, `-` (nothing) for a deletion, else `test_run`
 */
export function regularKey(base: string, verb = ''): string {
  const entities = base.replace(/.*\//, '')
  return verb === 'DELETE' ? '-' : verb === 'LIST' ? entities : singular(entities)
}

function singular(name: string): string {
  return name.replace(/s$/, '')
}
