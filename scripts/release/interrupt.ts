import { stopSteps } from './step.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Until the returned function is called, a signal stops the commands that run, cleans up, and ends this process with 130.
 *
 * @param message the state in which things are then, for people
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
