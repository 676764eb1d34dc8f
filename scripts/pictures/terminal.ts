import { escapeXml, type Theme } from './theme.ts'

/** A command and its output. */
export interface Shown {
  command: string
  output: string
}

const character = { width: 7.83, height: 18 }
const padding = 16
const columns = 108
const secondsPerCommand = 3

/**
 * An animated recording of a terminal: the commands appear one after the other with their output. With reduced motion,
 * or in viewers without animation, everything is visible immediately.
 */
export function terminalPicture(theme: Theme, shown: readonly Shown[]): string {
  let row = 0
  const blocks = shown.map(({ command, output }, index) => {
    const lines = [...wrapped(`$ ${command}`), ...output.trimEnd().split('\n').flatMap(wrapped)]
    const commandLines = wrapped(`$ ${command}`).length
    const text = lines.map((line, at) => {
      const y = padding + (row + at + 0.8) * character.height
      const style = at < commandLines ? ` fill="${theme.accent}"` : ''
      return `    <text x="${padding}" y="${y.toFixed(1)}"${style} xml:space="preserve">${escapeXml(line)}</text>`
    })
    row += lines.length + 1
    return `  <g class="step" style="animation-delay:${index * secondsPerCommand}s">\n${text.join('\n')}\n  </g>`
  })
  const width = Math.round(columns * character.width + 2 * padding)
  const height = Math.round((row - 1) * character.height + 2 * padding)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
  <title id="title">${escapeXml(`A terminal: ${shown.map(({ command }) => command).join('; ')}`)}</title>
  <style>
    .step { animation: appear 0.3s both }
    @keyframes appear { from { opacity: 0 } }
    @media (prefers-reduced-motion: reduce) { .step { animation: none } }
  </style>
  <rect width="${width}" height="${height}" rx="8" fill="${theme.fill}" stroke="${theme.line}"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="${theme.text}">
${blocks.join('\n')}
  </g>
</svg>
`
}

function wrapped(line: string): string[] {
  const parts = line.match(new RegExp(`.{1,${columns}}`, 'gu'))
  return parts ?? ['']
}
