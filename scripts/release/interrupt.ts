import { stopSteps } from './step.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Handles signals until the returned function is called: stops running commands, cleans up, and exits with 130.
 *
 * @param message describes the resulting state, for the user
 */
export function onInterrupt(message: string, cleanUp: () => void = () => undefined): () => void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    console.error('\nStopping…')
    await stopSteps()
    cleanUp()
    console.error(`Interrupted. ${message}`)
    process.exit(130)
  }
  for (const signal of SIGNALS) process.on(signal, stop)
  return () => {
    for (const signal of SIGNALS) process.off(signal, stop)
  }
}
