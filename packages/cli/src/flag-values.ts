import { InvalidArgumentError } from 'commander'

export function positiveNumber(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value
  throw new InvalidArgumentError('It must be a number over 0.')
}

export function positiveInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new InvalidArgumentError('It must be an integer from 1.')
}

export function names(text: string): string[] {
  const fields = text.split(',').map((name) => name.trim())
  if (fields.every((name) => name !== '')) return fields
  throw new InvalidArgumentError('It must be names with commas between them.')
}

/** For a flag that may be given several times. */
export function collected(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}
