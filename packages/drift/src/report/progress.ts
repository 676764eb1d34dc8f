import { styleText } from 'node:util'
import type { GateResult } from './result.ts'

/** Called when a gate begins and ends. */
export interface Watcher {
  began(name: string): void
  ended(result: GateResult): void
}

export interface Progress extends Watcher {
  /** Shows the current step in a few words. */
  says(text: string): void
  /** Clears the line, so that the report can follow. */
  stop(): void
}

/**
 * Shows progress on stderr: one updating line on a terminal; elsewhere a line per result, and a reminder every ten
 * seconds.
 */
export function startProgress(): Progress {
  return process.stderr.isTTY ? liveLine() : plainLines()
}

/** Interval of the reminders in a log, in milliseconds. */
const REMINDER = 10_000

function plainLines(): Progress {
  let text: string | undefined
  const timer = setInterval(() => text !== undefined && console.error(text), REMINDER)
  timer.unref()
  return {
    began: () => {},
    says: (words) => {
      text = words
    },
    ended: ({ gate, status, milliseconds }) => console.error(`${gate}: ${status}, ${seconds(milliseconds)}`),
    stop: () => clearInterval(timer),
  }
}

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'

function liveLine(): Progress {
  const running = new Set<string>()
  let ended = 0
  let frame = 0
  let text: string | undefined
  const clear = () => process.stderr.write('\r\x1b[2K')
  const draw = () => {
    frame = (frame + 1) % FRAMES.length
    const line = `${FRAMES[frame]} ${text ?? `${ended} of ${ended + running.size} done; ${[...running].join(', ')}`}`
    clear()
    process.stderr.write(styleText('dim', line.slice(0, process.stderr.columns || 80), { stream: process.stderr }))
  }
  const timer = setInterval(draw, 100)
  return {
    began: (name) => {
      running.add(name)
      draw()
    },
    says: (words) => {
      text = words
    },
    ended: ({ gate }) => {
      running.delete(gate)
      ended++
    },
    stop: () => {
      clearInterval(timer)
      clear()
    },
  }
}

/** Formats a duration: `1.2 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
