/**
 * Loaded into a server before its program. Records the longest time for which the server's thread blocked its event
 * loop, in processor time, which hardly depends on other programs; and the maximum memory.
 */
const interval = 2

export interface Probed {
  /** Longest time that the event loop was blocked, in milliseconds of processor time. */
  held: number
  /** Heap and external buffers, in MB. */
  heap: number
}

let last = process.threadCpuUsage()
let probed: Probed = { held: 0, heap: 0 }

function look(): void {
  const now = process.threadCpuUsage()
  const { heapUsed, external } = process.memoryUsage()
  const held = (now.user + now.system - last.user - last.system) / 1000
  probed = { held: Math.max(probed.held, held), heap: Math.max(probed.heap, (heapUsed + external) / 1e6) }
  last = now
}

setInterval(look, interval).unref()
process.on('message', () => {
  look()
  process.send?.(probed)
  probed = { held: 0, heap: 0 }
})
process.channel?.unref()
