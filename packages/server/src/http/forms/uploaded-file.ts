/** Bytes of the largest block. */
const largestBlock = 2 ** 20

/**
 * One part of a form, kept in blocks: joining them would need twice the memory, and the chunks as received, which may be
 * of one byte each, a hundred times.
 */
export class UploadedFile {
  /** The file name, or the name of the part if the client sent none. */
  readonly name: string
  readonly type: string
  /** Whether the client sent it as a file; otherwise it is a text. */
  readonly isFile: boolean
  size = 0
  readonly #blocks: Buffer[] = []
  /** Bytes of the last block that are in use. */
  #used = 0

  constructor(partName: string, fileName: string | undefined, type: string) {
    this.name = fileName ?? partName
    this.type = type
    this.isFile = fileName !== undefined
  }

  add(chunk: Buffer): void {
    this.size += chunk.length
    for (let rest = chunk; rest.length > 0; ) {
      const copied = rest.copy(this.#lastBlock(rest.length), this.#used)
      this.#used += copied
      rest = rest.subarray(copied)
    }
  }

  /** The content, in order. */
  get pieces(): Buffer[] {
    return this.#blocks.map((block, index) => (index < this.#blocks.length - 1 ? block : block.subarray(0, this.#used)))
  }

  /** The whole content, copied. */
  bytes(): Buffer {
    return Buffer.concat(this.pieces)
  }

  /** With room for a byte at least. Blocks grow with the file, so that a thousand small files take little. */
  #lastBlock(needed: number): Buffer {
    const last = this.#blocks.at(-1)
    if (last && this.#used < last.length) return last
    const block = Buffer.allocUnsafeSlow(Math.min(largestBlock, Math.max(needed, this.size)))
    this.#blocks.push(block)
    this.#used = 0
    return block
  }
}
