const mostCharacters = 100

/** The location in the file, such as `projects[0].test_cases[1].title`. */
export function placeOf(...path: (string | number)[]): string {
  const text = path.map((part) => (/^\d+$/.test(String(part)) ? `[${part}]` : `.${part}`)).join('')
  return text.replace(/^\./, '') || 'the file'
}

/** Shows a value in a message; of lists and mappings only the type, because they may be cyclic or very deep. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}
