import { stemmer } from 'stemmer'

/** What carries no meaning in a question. */
export const stopWords = new Set(
  (
    'a an and are as be by can could do does for from have how i if in into is it its me my of on or our please should so ' +
    'some that the their them then there they this to up us via want was we what when where which who why will with would ' +
    'you your using use need api apis testsigma tms call rest http request way possible'
  ).split(' '),
)

/** The words of a text in lower case: `assign_user` is two. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f’']/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** `assignUser` is found as it is, and as two words. */
export function wordsToFind(text: string): string[] {
  const parts = text.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
  return parts === text ? wordsOf(text) : [...new Set([...wordsOf(text), ...wordsOf(parts)])]
}

/** Marked, so that it is no word itself. */
export function stemOf(word: string): string {
  return `~${stemmer(word)}`
}
