import { badRequest } from './errors.ts'
import { brokenLimit } from './validation/limits.ts'

/**
 * Reads JSON that somebody has sent. What would take long to read is refused by its text alone.
 *
 * @param name what it is called in a refusal: `body`, or the field that holds it
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
