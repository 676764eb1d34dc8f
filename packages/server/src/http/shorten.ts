const mostCharacters = 100

/** So much of a text as somebody reads in a sentence. */
export function shorten(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}
