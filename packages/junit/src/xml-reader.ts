import { SaxesParser } from 'saxes'
import { limits } from './limits.ts'
import { ReportError } from './report-error.ts'

/** Receives the elements of a document. Names have no namespace prefix. */
export interface XmlVisitor {
  open(name: string, attributes: Record<string, string>, line: number): void
  text(text: string): void
  close(name: string): void
  comment(text: string): void
}

const sliceSize = 64 * 1024
/** Characters that XML forbids. Test output with colours or binary data often contains them anyway. */
const forbidden = /[^\t\n\r\u0020-\ufffd]/g

/** Reads XML in chunks. Strict except for forbidden characters, and with limits. */
export class XmlReader {
  readonly #parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true })
  #total = 0
  #sinceEvent = 0
  #depth = 0
  #attributes = 0
  #forbiddenReferences = 0
  #hasMarkup = false

  constructor(visitor: XmlVisitor) {
    const parser = this.#parser
    parser.on('error', (error) => this.#onError(error))
    parser.on('doctype', () => this.#refuse('a document type declaration is not allowed'))
    parser.on('text', (text) => this.#onEvent(() => visitor.text(text)))
    parser.on('cdata', (text) => this.#onEvent(() => visitor.text(text)))
    parser.on('comment', (text) => this.#onEvent(() => visitor.comment(text)))
    parser.on('processinginstruction', () => this.#onEvent())
    parser.on('opentagstart', () => this.#onStart())
    parser.on('attribute', () => this.#onAttribute())
    parser.on('opentag', ({ name, attributes }) =>
      this.#onEvent(() => visitor.open(localName(name), attributes, parser.line)),
    )
    parser.on('closetag', ({ name }) => {
      this.#depth -= 1
      this.#onEvent(() => visitor.close(localName(name)))
    })
  }

  /** @throws {ReportError} */
  write(text: string): void {
    this.#requireMarkup(text)
    for (let start = 0; start < text.length; start += sliceSize) {
      const slice = text.slice(start, start + sliceSize)
      this.#total += slice.length
      this.#sinceEvent += slice.length
      if (this.#total > limits.characters) this.#refuse(`the report has more than ${limits.characters} characters`)
      this.#parser.write(slice.replace(forbidden, '\ufffd'))
      if (this.#sinceEvent > limits.piece + sliceSize) {
        this.#refuse(`a text node, an attribute or a comment has more than ${limits.piece} characters`)
      }
    }
  }

  /** The error for a file that is not XML quotes its beginning, because the parser would only report a position. */
  #requireMarkup(text: string): void {
    if (this.#hasMarkup) return
    const start = text.trimStart()
    this.#hasMarkup = start !== ''
    if (start !== '' && !start.startsWith('<')) {
      throw new ReportError(`not XML: it begins with ${JSON.stringify(start.slice(0, 40))}`, 1 + lineBreaksBefore(text))
    }
  }

  /** @throws {ReportError} when the document is incomplete */
  end(): void {
    if (!this.#hasMarkup) throw new ReportError('the report is empty')
    this.#parser.close()
  }

  #onStart(): void {
    this.#depth += 1
    this.#attributes = 0
    this.#onEvent()
    if (this.#depth > limits.depth) this.#refuse(`elements are nested more than ${limits.depth} deep`)
  }

  #onAttribute(): void {
    this.#attributes += 1
    this.#onEvent()
    if (this.#attributes > limits.attributes) {
      this.#refuse(`an element has more than ${limits.attributes} attributes`)
    }
  }

  #onEvent(then?: () => void): void {
    this.#sinceEvent = 0
    then?.()
  }

  /** If this returns, the parser continues after the error and keeps the reference as text. */
  #onError({ message }: Error): void {
    const reason = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
    if (reason === 'malformed character entity') {
      this.#forbiddenReferences += 1
      if (this.#forbiddenReferences <= limits.forbiddenReferences) return
    }
    this.#refuse(`not well-formed XML: ${reason}`)
  }

  #refuse(reason: string): never {
    throw new ReportError(reason, this.#parser.line)
  }
}

function lineBreaksBefore(text: string): number {
  return text.slice(0, text.search(/\S/)).split('\n').length - 1
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
