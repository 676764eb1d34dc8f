import { NewerVersionError } from '../bring-up-to-date.ts'
import { UnavailableError } from '../unavailable-error.ts'
import { DataFileError } from './data-file-error.ts'

/** SQLite's primary result codes (the lower eight bits of an error code). */
const codes = { busy: 5, readOnly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 }

const reasons: Record<number, string> = {
  [codes.busy]: 'another process has locked it. Stop that one, or choose another file',
  [codes.io]: 'reading or writing it failed. Look after the disk, or choose another file',
  [codes.corrupt]: 'it is damaged. Put a copy in its place while no server runs, or choose another file',
  [codes.full]: 'the disk is full. Free some space, or choose another file',
  [codes.cannotOpen]: 'it, its folder, or a file beside it cannot be opened. Choose another file',
  [codes.notADatabase]: 'it is not an SQLite database. Choose another file',
}

/** Why the data file cannot be used, with a suggested fix. */
export function reasonOf(error: unknown): string {
  if (error instanceof UnavailableError && error.cause) return reasonOf(error.cause)
  const { code, message } = error as { code?: string; message: string }
  if (error instanceof NewerVersionError) return `${message}. Update the server, or choose another file`
  if (code === 'EISDIR') return 'it is a folder. Choose a file'
  if (code === 'ENOENT') return `it cannot be made (${message}). Choose another file`
  if (code === 'EEXIST' || code === 'ENOTDIR') return `its folder cannot be made (${message}). Choose another file`
  if (primaryCode(error) === codes.readOnly || code === 'EACCES' || code === 'EPERM') {
    return `this user may not write it (${message}). Choose another file with --data, or change the rights of this one`
  }
  const reason = reasons[primaryCode(error)]
  return reason ? `${reason} (${message})` : message
}

/**
 * Runs work on an open data file, and converts its errors.
 *
 * @throws {DataFileError} if the file is damaged, so that no further request can succeed
 * @throws {UnavailableError} if it temporarily cannot be read or written, for example because the disk is full
 */
export function explaining<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const code = primaryCode(error)
    if (code === codes.corrupt || code === codes.notADatabase) throw new DataFileError(file, reasonOf(error), error)
    if (code === codes.full || code === codes.io || code === codes.readOnly || code === codes.cannotOpen) {
      throw new UnavailableError(`the data file cannot be used: ${reasonOf(error)}`, { cause: error })
    }
    throw error
  }
}

function primaryCode(error: unknown): number {
  const { errcode = 0 } = error as { errcode?: number }
  return errcode & 0xff
}
