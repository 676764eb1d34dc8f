/** Returns a function that runs a task, one run at a time. Calls during a run are combined into one more run. */
export function coalesce<T>(task: (asked: ReadonlySet<T>) => Promise<void>): (asked: T) => Promise<void> {
  let waiting = new Set<T>()
  let running: Promise<void> | undefined

  async function runAll(): Promise<void> {
    // Combines files that are saved at the same time into one run.
    await new Promise((resolve) => setTimeout(resolve, 20))
    while (waiting.size > 0) {
      const asked = waiting
      waiting = new Set()
      await task(asked)
    }
  }

  return (asked) => {
    waiting.add(asked)
    running ??= runAll().finally(() => {
      running = undefined
    })
    return running
  }
}
