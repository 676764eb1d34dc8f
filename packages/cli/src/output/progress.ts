import { say, type Terminal, widthOf } from '../terminal.ts'

const widestBar = 24
/** Maximum number of lines in a log. */
const mostLines = 10

export interface Progress {
  update(done: number): void
  end(): void
}

/** Shows progress: a bar on a terminal, a few plain lines elsewhere. */
export function startProgress(terminal: Terminal, label: string, total: number): Progress {
  const started = Date.now()
  const seconds = () => ((Date.now() - started) / 1000).toFixed(0)
  return terminal.stderr.isTTY ? bar(terminal, label, total, seconds) : lines(terminal, label, total, seconds)
}

function bar({ stderr }: Terminal, label: string, total: number, seconds: () => string): Progress {
  return {
    update(done) {
      const counts = `${done}/${total} ${label}, ${seconds()} s`
      // A wrapped line could not be overwritten.
      const barWidth = Math.max(0, Math.min(widestBar, widthOf(stderr, 80) - counts.length - 2))
      const filled = total === 0 ? barWidth : Math.round((done / total) * barWidth)
      stderr.write(`\r${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${counts}`)
    },
    end() {
      stderr.write('\r\u001b[K')
    },
  }
}

function lines(terminal: Terminal, label: string, total: number, seconds: () => string): Progress {
  let said = 0
  return {
    update(done) {
      const isStep = done - said >= total / mostLines || (done === total && said < total)
      if (done === 0 || !isStep) return
      said = done
      say(terminal, `${done} of ${total} ${label}, ${seconds()} s`)
    },
    end() {},
  }
}
