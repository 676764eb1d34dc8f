import type { SeveralCalls } from './several-calls.ts'

const queues = new WeakMap<object, Map<string, Promise<void>>>()

/** A mutex: runs tasks with the same owner and name one after the other. */
export async function exclusively<T>(
  { owner, name, calls }: { owner: object; name: string; calls: SeveralCalls },
  task: () => Promise<T>,
): Promise<T> {
  const queue = queues.get(owner) ?? new Map<string, Promise<void>>()
  queues.set(owner, queue)
  const before = queue.get(name) ?? Promise.resolve()
  let release = () => {}
  const own = new Promise<void>((resolve) => {
    release = resolve
  })
  const end = before.then(() => own)
  queue.set(name, end)
  try {
    await calls.race(before)
    return await task()
  } finally {
    release()
    if (queue.get(name) === end) queue.delete(name)
  }
}
