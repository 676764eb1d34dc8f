import { TestsigmaError } from '../errors.ts'

/** Adds the stack of the helper's caller to the stack of an error. */
export type AddCaller = <E>(error: E) => E

/** Records who called a helper. Engines keep only ten lines of a stack, too few if there are many calls in between. */
export function noteCaller(): AddCaller {
  const entry = new Error()
  return (error) => {
    if (!(error instanceof TestsigmaError)) return error
    const lines = (entry.stack ?? '').replace(/^Error.*\n/, '')
    if (!error.stack?.includes(lines)) error.stack = `${error.stack}\n${lines}`
    return error
  }
}

/** Runs a helper, and adds the stack of its caller to its errors. */
export async function fromCaller<T>(task: () => Promise<T>, addCaller: AddCaller = noteCaller()): Promise<T> {
  try {
    return await task()
  } catch (error) {
    throw addCaller(error)
  }
}
