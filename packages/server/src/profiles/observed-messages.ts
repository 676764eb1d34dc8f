import type { OperationId } from '../http/contract.ts'

const participles: Record<string, string> = {
  list: 'fetched',
  get: 'fetched',
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  move: 'moved',
}

/** The live API adds a sentence to each success, such as "Test run created". The exact texts are not known. */
export function sentence(operation: OperationId, message: string): string {
  const [verb = '', ...nouns] = operation.split(/(?=[A-Z])/)
  const participle = participles[verb]
  if (message || !participle) return message
  const noun = nouns.join(' ').toLowerCase()
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${participle}`
}
