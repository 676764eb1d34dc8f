import { Unreadable } from './recorded.ts'

/** Maximum size of an entry in bytes; no JSON of this API is larger. */
const MOST_BYTES = 256 * 1024 * 1024

const [SPACE, COMMA] = [0x20, 0x2c]
const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d]

/**
 * Yields the JSON text of each entry in a HAR file, so that a file may be larger than memory. Finds the list `entries`
 * in the object `log`, wherever they are in their objects.
 */
export async function* entryTexts(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<string> {
  const scanner = new Scanner(file)
  for await (const chunk of chunks) yield* scanner.read(chunk)
  scanner.end()
}

class Scanner {
  readonly #file: string
  /** The keys of all open objects and lists; `undefined` for entries of lists. */
  readonly #stack: (string | undefined)[] = []
  #key: string | undefined
  #text: number[] | undefined
  #isInText = false
  #isEscaped = false
  #parts: Uint8Array[] = []
  #size = 0
  #isDone = false
  #isClosed = false
  #isOther = false

  constructor(file: string) {
    this.#file = file
  }

  *read(chunk: Uint8Array): Generator<string> {
    let start = this.#isInEntry() ? 0 : -1
    for (let index = 0; index < chunk.length; index++) {
      if (this.#isInText) index = this.#readText(chunk, index)
      if (this.#isInText || index >= chunk.length) break
      const byte = chunk[index] ?? 0
      if (this.#isClosed && byte > SPACE) throw new Unreadable(`${this.#file} continues after its end.`)
      if (this.#isBetweenEntries()) {
        // An entry that is not an object, such as `null`.
        if (byte === COMMA || byte === CLOSE_BRACKET) {
          if (this.#isOther) yield 'null'
          this.#isOther = false
        } else if (byte > SPACE && byte !== OPEN_BRACE && byte !== OPEN_BRACKET) this.#isOther = true
      }
      if (byte === QUOTE) this.#beginText()
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.#stack.push(this.#key)
        this.#key = undefined
        if (this.#isInEntry() && this.#stack.length === ENTRY_DEPTH) start = index
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (this.#isInEntry() && this.#stack.length === ENTRY_DEPTH) {
          yield this.#finish(chunk.subarray(start, index + 1))
          start = -1
        }
        if (this.#stack.pop() === 'entries' && this.#stack.length === ENTRY_DEPTH - 2) this.#isDone = true
        if (this.#stack.length === 0) this.#isClosed = true
      }
    }
    if (start !== -1 && this.#isInEntry()) this.#keep(chunk.subarray(start))
  }

  end(): void {
    if (this.#stack.length > 0) throw new Unreadable(`${this.#file} is not valid JSON: it ends in the middle.`)
    if (!this.#isDone) throw new Unreadable(`${this.#file} is not a HAR file: expected "log" with "entries".`)
  }

  #isInEntry(): boolean {
    return this.#stack.length >= ENTRY_DEPTH && this.#stack[1] === 'log' && this.#stack[2] === 'entries'
  }

  #isBetweenEntries(): boolean {
    return this.#stack.length === ENTRY_DEPTH - 1 && this.#stack[1] === 'log' && this.#stack[2] === 'entries'
  }

  #beginText(): void {
    this.#isInText = true
    this.#text = this.#stack.length < ENTRY_DEPTH ? [] : undefined
  }

  /** Reads to the end of the string, or of the chunk, and returns the index of what follows. */
  #readText(chunk: Uint8Array, start: number): number {
    const text = this.#text
    for (let index = start; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0
      if (this.#isEscaped) this.#isEscaped = false
      else if (byte === BACKSLASH) this.#isEscaped = true
      else if (byte === QUOTE) {
        this.#isInText = false
        // Outside entries, the last string before `{` or `[` is a key, or the value before a comma.
        if (text) this.#key = Buffer.from(text).toString('latin1')
        return index + 1
      }
      if (text && text.length < 100) text.push(byte)
    }
    return chunk.length
  }

  #keep(part: Uint8Array): void {
    this.#size += part.length
    if (this.#size > MOST_BYTES) throw new Unreadable(`${this.#file}: an entry has more than ${MOST_BYTES} bytes.`)
    this.#parts.push(part.slice())
  }

  #finish(part: Uint8Array): string {
    const text = Buffer.concat([...this.#parts, part]).toString('utf8')
    this.#parts = []
    this.#size = 0
    return text
  }
}

/** Nesting depth of an entry: the document, `log`, `entries`, and the entry itself. */
const ENTRY_DEPTH = 4
