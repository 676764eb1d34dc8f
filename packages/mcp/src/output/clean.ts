/**
 * Characters that no person sees, and that text for assistants is hidden in: tags, marks for the direction of writing,
 * and spaces without width. The joiner of emojis is not among them.
 */
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

/** Makes what is hidden visible, and hides the key. */
export function createCleaner(apiKey: string): (text: string) => string {
  return (text) => text.replaceAll(apiKey, '[API key]').replace(invisible, show)
}

function show(character: string): string {
  return `<U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}>`
}
