/**
 * Loaded into a server before its program. Knows the longest time that the server's thread worked without looking at
 * its connections, in processor time, which says little about what else the machine does; and the most memory.
 */
const interval = 2

export interface Probed {
  /** Milliseconds of processor time. */
  held: number
  /** Heap, and buffers outside of it, in MB. */
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
