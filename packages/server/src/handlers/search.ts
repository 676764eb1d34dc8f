import { unprocessable } from '../http/errors.ts'

/** Characters of a text that lists are searched for. */
const mostCharacters = 200

/** Refuses what would take long to look for. */
export function checkSearch(filters: Record<string, string | undefined>): void {
  for (const [name, text = ''] of Object.entries(filters)) {
    if (text.length > mostCharacters) {
      throw unprocessable(`${name}: must be a string of up to ${mostCharacters} characters, got ${text.length}`)
    }
  }
}
