import { badRequest } from './errors.ts'
import { brokenLimit } from './validation/limits.ts'

/**
 * Parses JSON of a request. Documents that would take too long to parse are refused beforehand.
 *
 * @param name its name in the message: `body`, or the field that contains it
 * @throws {ApiError} 400
 */
export function parseJson(name: string, text: string): unknown {
  const broken = brokenLimit(text)
  if (broken) throw badRequest(`${name}: ${broken}`)
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(`${name}: not valid JSON`)
  }
}
