import { unprocessable } from '../http/errors.ts'

/** Maximum number of characters in a search text. */
const mostCharacters = 200

/** Refuses long search texts, which would take long to search for. */
export function checkSearch(filters: Record<string, string | undefined>): void {
  for (const [name, text = ''] of Object.entries(filters)) {
    if (text.length > mostCharacters) {
      throw unprocessable(`${name}: must be a string of up to ${mostCharacters} characters, got ${text.length}`)
    }
  }
}
