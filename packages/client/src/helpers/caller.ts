import { TestsigmaError } from '../errors.ts'

/** Puts the lines that led to a helper into the stack of an error. */
export type AddCaller = <E>(error: E) => E

/**
 * Notes who calls a helper. Engines keep ten lines of a stack, and forget who called when too many calls lie in between.
 */
export function noteCaller(): AddCaller {
  const entry = new Error()
  return (error) => {
    if (!(error instanceof TestsigmaError)) return error
    const lines = (entry.stack ?? '').replace(/^Error.*\n/, '')
    if (!error.stack?.includes(lines)) error.stack = `${error.stack}\n${lines}`
    return error
  }
}

/** Runs a helper, and puts the lines that led to it into the stack of its error. */
export async function fromCaller<T>(task: () => Promise<T>, addCaller: AddCaller = noteCaller()): Promise<T> {
  try {
    return await task()
  } catch (error) {
    throw addCaller(error)
  }
}
