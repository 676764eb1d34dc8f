import { InvalidArgumentError } from 'commander'

/** Parses seconds: from one millisecond to 1,000,000 s (eleven days), the client's limits. */
export function seconds(text: string): number {
  return numberWithin(text, 0.001, 1_000_000)
}

export function requestsPerSecond(text: string): number {
  return numberWithin(text, 0.001, 1_000)
}

function numberWithin(text: string, least: number, most: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= least && value <= most) return value
  throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`)
}

export function positiveInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new InvalidArgumentError('It must be a positive integer.')
}

export function names(text: string): string[] {
  const fields = text.split(',').map((name) => name.trim())
  if (fields.every((name) => name !== '')) return fields
  throw new InvalidArgumentError('It must be names separated by commas.')
}

/** Collects the values of an option that may be given several times. */
export function collected(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}
