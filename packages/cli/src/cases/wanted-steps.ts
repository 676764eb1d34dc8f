import { stepFields } from './columns.ts'
import { plainSteps } from './rows.ts'

/**
 * Reads the steps of a cell or an entry.
 * @returns the steps, or a string with the problem
 */
export function wantedSteps(value: unknown): Record<string, unknown>[] | string {
  const steps = typeof value === 'string' ? parsed(value) : value
  if (!Array.isArray(steps)) return `must be a list of steps, got ${JSON.stringify(value).slice(0, 100)}`
  const read: Record<string, unknown>[] = []
  for (const [index, step] of steps.entries()) {
    const one = readStep(step)
    if (typeof one === 'string') return `must be a list of steps; step ${index + 1} ${one}`
    read.push(one)
  }
  return plainSteps(read)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readStep(step: unknown): Record<string, unknown> | string {
  if (typeof step !== 'object' || step === null || Array.isArray(step))
    return `is ${JSON.stringify(step).slice(0, 100)}`
  const unknown = Object.keys(step).filter((name) => !stepFields.some((field) => field === name))
  if (unknown.length > 0) return `has ${unknown.slice(0, 5).join(', ')}; known are ${stepFields.join(', ')}`
  const read: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(step)) {
    if (value === null) continue
    if (typeof value === 'object') return `has a ${name} that is not a string: ${JSON.stringify(value).slice(0, 100)}`
    if (name !== 'order') read[name] = String(value)
    else if (String(value).trim() !== '' && Number.isFinite(Number(value))) read[name] = Number(value)
    else return `has an order that is not a number: ${JSON.stringify(value).slice(0, 100)}`
  }
  return Object.keys(read).length > 0 ? read : 'is empty'
}
