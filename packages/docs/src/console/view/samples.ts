import { writeSamples } from '../../samples/languages.ts'
import type { SampleRequest } from '../../samples/request.ts'

/** Shows a request in the page's samples, in every language. */
export function fillSamples(request: SampleRequest): void {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-switcher="language"] .panel')]
  for (const { label, text } of writeSamples(request)) {
    const panel = panels.find((panel) => panel.getAttribute('aria-label') === label)
    if (panel) showCode(panel, text)
  }
}

/** Replaces the lines of a code block; strings keep their colour. */
function showCode(panel: HTMLElement, text: string): void {
  const code = panel.querySelector('pre > code')
  if (!code) return
  const style = quoteStyle(panel, code)
  code.replaceChildren(...text.split('\n').map((line) => lineOf(line, style)))
  const copy = panel.querySelector<HTMLElement>('.copy button')
  // Encoded as the block's copy button expects.
  if (copy) copy.dataset.code = text.replaceAll('\n', '\u007f')
}

/** The style of strings before the lines of the block were replaced. */
function quoteStyle(panel: HTMLElement, code: Element): string {
  const known = panel.dataset.quoteStyle
  if (known !== undefined) return known
  const [quoted] = [...code.querySelectorAll('span[style]')].filter((span) => /\w{6}/.test(span.textContent ?? ''))
  const strings = [...code.querySelectorAll('span[style]')].find((span) => /Bearer/.test(span.textContent ?? ''))
  panel.dataset.quoteStyle = (strings ?? quoted)?.getAttribute('style') ?? ''
  return panel.dataset.quoteStyle
}

function lineOf(text: string, style: string): HTMLElement {
  const line = document.createElement('div')
  line.className = 'ec-line'
  const code = document.createElement('div')
  code.className = 'code'
  for (const piece of text.split(/('[^']*'|"[^"]*")/)) {
    const span = document.createElement('span')
    if (/^['"]/.test(piece)) span.setAttribute('style', style)
    span.textContent = piece
    code.append(span)
  }
  // An empty line would have no height.
  if (text === '') code.append('\n')
  line.append(code)
  return line
}
