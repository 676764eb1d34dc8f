import { stemmer } from 'stemmer'

/** Words without meaning in a query. */
export const stopWords = new Set(
  (
    'a an and are as be by can could do does for from have how i if in into is it its me my of on or our please should so ' +
    'some that the their them then there they this to up us via want was we what when where which who why will with would ' +
    'you your using use need api apis testsigma tms call rest http request way possible'
  ).split(' '),
)

const nameOrWord = /[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*/gu

/** The words of a text in lower case: `assign_user` gives two. */
export function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The same, but known names such as `page_info` and `x-request-id` stay whole in every spelling, and unknown ones are split. */
export function namesOrWordsOf(text: string, isKnown: (name: string) => boolean): string[] {
  return Array.from(text.matchAll(nameOrWord), ([piece]) => piece).flatMap((piece) => {
    const name = namesLike(piece).find(isKnown)
    return name ? [name] : wordsOf(inWords(piece))
  })
}

/** `testCaseId` and `test-case-id` may stand for `test_case_id`. */
function namesLike(piece: string): string[] {
  const words = wordsOf(inWords(piece))
  return words.length > 1 ? [plain(piece), words.join('_'), words.join('-')] : [plain(piece)]
}

/** The words to index: `assignUser` as a whole and as two words; `page_info` and `x-request-id` as a whole too. */
export function wordsToFind(text: string): string[] {
  const names = (plain(text).match(nameOrWord) ?? []).filter((name) => /[_-]/.test(name))
  const parts = inWords(text)
  return parts === text ? [...wordsOf(text), ...names] : [...new Set([...wordsOf(text), ...wordsOf(parts), ...names])]
}

function inWords(text: string): string {
  return text.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f’']/g, '')
}

/** The stem of a word, marked so that it differs from a word. */
export function stemOf(word: string): string {
  return `~${stemmer(american(word))}`
}

/** British spellings have the stem of the American ones: `prioritise`, `organisation`, `behaviour`. */
function american(word: string): string {
  return word.replace(/(?<=\w{3})is(?=(e[dsr]?|ing|.t(ion|ions))$)/, 'iz').replace(/(?<=\w{3})our(?=s?$)/, 'or')
}
