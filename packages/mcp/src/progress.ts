import type { ServerContext } from '@modelcontextprotocol/server'

/** Milliseconds between notifications while a tool waits. */
const interval = 1_000

export interface Progress {
  /** Says what was just done, as `Created 3 of 20 cases`. It has no text from the API. */
  step(message: string): void
  /** No notification may follow the result. */
  stop(): void
}

/**
 * Tells a client that asks for it (`progressToken`) that a call goes on: at each step, and each second, so that the client
 * does not give up. The number counts the notifications, as most tools cannot know how many steps there will be.
 */
export function startProgress({ mcpReq }: ServerContext): Progress {
  const { progressToken } = mcpReq._meta ?? {}
  if (progressToken === undefined) return { step() {}, stop() {} }
  let progress = 0
  let last = 'Waiting for the API'
  const notify = () => {
    progress += 1
    const params = { progressToken, progress, message: last }
    // The client may be gone; the call then ends by its signal.
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {})
  }
  const timer = setInterval(notify, interval)
  timer.unref()
  return {
    step(message) {
      last = message
      notify()
    },
    stop: () => clearInterval(timer),
  }
}
