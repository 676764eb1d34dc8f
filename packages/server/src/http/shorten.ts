const mostCharacters = 100

/** Truncates a text for use in a message. */
export function shorten(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}
