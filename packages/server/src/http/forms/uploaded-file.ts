/** One part of a form: in the pieces in which it came, as joining them would take the memory twice. */
export class UploadedFile {
  /** The name of the file, or that of the part where the client gave none. */
  readonly name: string
  readonly type: string
  /** Whether the client calls it a file; it is a text otherwise. */
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

  /** All of it, copied. */
  bytes(): Buffer {
    return Buffer.concat(this.pieces)
  }
}
