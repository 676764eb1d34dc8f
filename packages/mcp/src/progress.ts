import type { ServerContext } from '@modelcontextprotocol/server'

/** Milliseconds between notifications while a tool waits. */
const interval = 1_000

export interface Progress {
  /** Reports a finished step, such as `Created 3 of 20 cases`. The message must not contain text from the API. */
  step(message: string): void
  /** Stops the notifications, because none may follow the result. */
  stop(): void
}

/**
 * Notifies clients that request it (`progressToken`) of the progress of a call: at each step, and every second, so that the
 * client does not time out. `progress` counts the notifications, because most tools do not know the number of steps.
 */
export function startProgress({ mcpReq }: ServerContext): Progress {
  const { progressToken } = mcpReq._meta ?? {}
  if (progressToken === undefined) return { step() {}, stop() {} }
  let progress = 0
  let last = 'Waiting for the API'
  const notify = () => {
    progress += 1
    const params = { progressToken, progress, message: last }
    // The client may have disconnected; the signal then ends the call.
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
