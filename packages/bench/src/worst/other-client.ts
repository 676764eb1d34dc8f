/** A client in its own thread, which repeats a small request and records its longest wait. */
import { setTimeout } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

const { url, apiKey } = workerData as { url: string; apiKey: string }
let isOver = false
let longest = 0
parentPort?.once('message', () => {
  isOver = true
})
parentPort?.postMessage('ready')
while (!isOver) {
  const start = performance.now()
  const response = await fetch(url, { headers: { Authorization: `Bearer ${apiKey}` } })
  await response.arrayBuffer()
  longest = Math.max(longest, performance.now() - start)
  await setTimeout(1)
}
parentPort?.postMessage(longest)
