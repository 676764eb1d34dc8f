import { setImmediate } from 'node:timers/promises'
import { insert } from './entities.ts'
import type { Store } from './schema.ts'

/** Bytes that one statement stores. */
const pieceSize = 2 ** 20

/** An uploaded file, in chunks as received. */
export interface File {
  name: string
  type: string
  size: number
  pieces: readonly Uint8Array[]
}

export async function attachFile(store: Store, entryId: string, { name, type, size, pieces }: File): Promise<void> {
  const attachment = await insert(store, 'attachments', {
    test_run_case_id: entryId,
    file_name: name,
    content_type: type,
    size,
    content: '',
    bytes: null,
  })
  for (const bytes of joined(pieces)) {
    await insert(store, 'attachment_pieces', { attachment_id: attachment.id, bytes })
    await setImmediate()
  }
}

/** Joins chunks into as few as possible, because they come in thousands. */
function* joined(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let some: Uint8Array[] = []
  let size = 0
  for (const piece of pieces) {
    if (size > 0 && size + piece.length > pieceSize) {
      yield Buffer.concat(some)
      ;[some, size] = [[], 0]
    }
    some.push(piece)
    size += piece.length
  }
  if (size > 0) yield Buffer.concat(some)
}
