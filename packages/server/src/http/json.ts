import { isUtf8 } from 'node:buffer'
import { badRequest } from './errors.ts'
import { brokenLimit } from './validation/limits.ts'

/**
 * Parses JSON of a request. Documents that would take too long to parse are refused beforehand.
 *
 * @param name its name in the message: `body`, or the field that contains it
 * @throws {ApiError} 400
 */
export function parseJson(name: string, bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw badRequest(`${name}: must be in UTF-8`)
  const text = bytes.toString().replace(/^\ufeff/, '')
  const broken = brokenLimit(text)
  if (broken) throw badRequest(`${name}: ${broken}`)
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(`${name}: not valid JSON`)
  }
}
