/** One part of a form, kept in chunks as received: joining them would need twice the memory. */
export class UploadedFile {
  /** The file name, or the name of the part if the client sent none. */
  readonly name: string
  readonly type: string
  /** Whether the client sent it as a file; otherwise it is a text. */
  readonly isFile: boolean
  readonly pieces: Buffer[] = []
  size = 0

  constructor(partName: string, fileName: string | undefined, type: string) {
    this.name = fileName ?? partName
    this.type = type
    this.isFile = fileName !== undefined
  }

  add(piece: Buffer): void {
    this.pieces.push(piece)
    this.size += piece.length
  }

  /** The whole content, copied. */
  bytes(): Buffer {
    return Buffer.concat(this.pieces)
  }
}
