/** A query without what differs from reader to reader: the host of a pasted URL, and the IDs in it. */
export function withoutOwnParts(text: string): string {
  return text
    .replaceAll(/https?:\/\/[^\s/]+(?=\/)(?:\/api\/v\d+(?=\/\w))?/gi, ' ')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, ' ')
}

/** `tms runs create`: a command line, which the page of the command says more about than that of the operation. */
export function isCommandLine(text: string): boolean {
  return /^\s*(?:\$\s*)?tms\s+[a-z]/i.test(text)
}

/** The known words that an unknown one is written together from: `testcase`, `testrun`. */
export function splitInWords(word: string, isWord: (part: string) => boolean): string[] | undefined {
  if (isWord(word)) return [word]
  for (let end = word.length - 2; end >= 3; end--) {
    const rest = isWord(word.slice(0, end)) ? splitInWords(word.slice(end), isWord) : undefined
    if (rest) return [word.slice(0, end), ...rest]
  }
  return undefined
}
