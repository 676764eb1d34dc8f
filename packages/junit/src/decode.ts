import { ReportError } from './report-error.ts'

const longestDeclaration = 1024

type Decoder = InstanceType<typeof TextDecoder>

/**
 * Decodes a whole report according to its byte order mark or XML declaration, otherwise as UTF-8.
 * @throws {ReportError} when the encoding is unknown, or the bytes are not valid in it
 */
export function decodeReport(bytes: Uint8Array): string {
  const decoder = new ReportDecoder()
  return decoder.decode(bytes) + decoder.end()
}

/** Decodes a report that arrives in chunks. */
export class ReportDecoder {
  #start: Uint8Array = new Uint8Array()
  #decoder: Decoder | undefined
  #line = 1
  #isDeclared = false

  decode(bytes: Uint8Array): string {
    if (this.#decoder) return this.#read(bytes, true)
    this.#start = concatenate(this.#start, bytes)
    return this.#start.length < longestDeclaration ? '' : this.#begin(true)
  }

  /** @throws {ReportError} when the report ends in the middle of a character */
  end(): string {
    return this.#decoder ? this.#read(new Uint8Array(), false) : this.#begin(false)
  }

  #begin(stream: boolean): string {
    const other = otherFile(this.#start)
    if (other) throw new ReportError(`it is ${other}; unpack it first`)
    const { encoding, isDeclared } = encodingOf(this.#start)
    this.#isDeclared = isDeclared
    try {
      this.#decoder = new TextDecoder(encoding, { fatal: true })
    } catch {
      throw new ReportError(`the encoding ${JSON.stringify(encoding)} is unknown; save the report as UTF-8`)
    }
    return this.#read(this.#start, stream)
  }

  #read(bytes: Uint8Array, stream: boolean): string {
    const { encoding } = this.#decoder as Decoder
    try {
      const text = (this.#decoder as Decoder).decode(bytes, { stream })
      this.#line += linesIn(text)
      return text
    } catch {
      const [before = ''] = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)
      const origin = this.#isDeclared
        ? 'the encoding that the report declares'
        : 'the default, because the report declares no encoding'
      const reason = `not valid ${encoding}, ${origin}`
      throw new ReportError(reason, this.#line + linesIn(before))
    }
  }
}

function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

function concatenate(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** Archives that users may upload instead of the report inside. */
function otherFile([first, second, third]: Uint8Array): string | undefined {
  if (first === 0x1f && second === 0x8b) return 'compressed by gzip'
  return first === 0x50 && second === 0x4b && third === 3 ? 'a ZIP file' : undefined
}

function encodingOf(bytes: Uint8Array): { encoding: string; isDeclared: boolean } {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return { encoding: 'utf-16le', isDeclared: true }
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return { encoding: 'utf-16be', isDeclared: true }
  const start = String.fromCharCode(...bytes.subarray(0, longestDeclaration))
  const [, declared] = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? []
  // A declaration that is readable as ASCII is not UTF-16, although .NET's StringWriter declares that.
  if (declared === undefined || /^utf-?16/i.test(declared)) return { encoding: 'utf-8', isDeclared: false }
  return { encoding: declared, isDeclared: true }
}
