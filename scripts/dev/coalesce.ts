/**
 * Makes a function that runs a task, one run at a time: calls while it runs lead to one more run, with everything that
 * was asked for meanwhile.
 */
export function coalesce<T>(task: (asked: ReadonlySet<T>) => Promise<void>): (asked: T) => Promise<void> {
  let waiting = new Set<T>()
  let running: Promise<void> | undefined

  async function runAll(): Promise<void> {
    // What is saved at the same time is one change.
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
