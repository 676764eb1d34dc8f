/** The id that most operations have, which the generated table leaves out: `listUsers`, `getProject`. */
export function regularId(resource: string, method: string): string {
  const name = resource.replace(/^./, (letter) => letter.toUpperCase())
  return method + (method === 'list' ? name : name.replace(/s$/, ''))
}
