const mostCharacters = 100

/** Where something stands in the file: `projects[0].test_cases[1].title`. */
export function placeOf(...path: (string | number)[]): string {
  const text = path.map((part) => (/^\d+$/.test(String(part)) ? `[${part}]` : `.${part}`)).join('')
  return text.replace(/^\./, '') || 'the file'
}

/** What the file has there; of a list or a mapping only the kind, as it may hold itself or be very deep. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}
