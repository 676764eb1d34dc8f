export function firstSentence(text: string): string {
  const [sentence = ''] = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=\.) (?=[A-Z`])/)
  return sentence
}

/** Removes the line breaks inside paragraphs; the terminal wraps lines itself. */
export function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' '))
    .join('\n\n')
}
