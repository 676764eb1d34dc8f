import { parseJson, tokensOf } from '../highlight.ts'
import type { ReceivedResponse } from '../send.ts'
import { copyButton, h } from './dom.ts'

/** Longer bodies are truncated on the page, which they would slow down; the download is complete. */
const shownCharacters = 100_000

/** A response with status, time, size, headers and body. */
export async function responseView(response: ReceivedResponse, operationId: string, url: string): Promise<HTMLElement> {
  const { status, statusText, headers, body, milliseconds } = response
  const kind = status < 300 ? 'good' : 'bad'
  const facts = h(
    'p',
    { class: 'facts' },
    h('strong', { class: kind }, `${status} ${statusText}`.trim()),
    h('span', {}, `${Math.round(milliseconds)} ms`),
    h('span', {}, sizeOf(body.size)),
  )
  return h('div', { class: 'stack' }, facts, headersView(headers, url), ...(await bodyView(response, operationId)))
}

/** A scrollable code block with a copy button. */
export function codeView(label: string, text: string, content: (Node | string)[] = [text]): HTMLElement {
  const code = h('pre', { tabindex: 0, role: 'region', 'aria-label': label }, h('code', {}, ...content))
  const head = h('div', { class: 'code-head' }, h('span', { class: 'legend' }, label), copyButton(label, text))
  return h('div', {}, head, code)
}

function headersView(headers: ReceivedResponse['headers'], url: string): HTMLElement {
  const rows = headers.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))
  const isForeign = new URL(url).origin !== location.origin
  const note = isForeign
    ? [h('p', { class: 'hint' }, 'A server of another origin decides which headers a page sees.')]
    : []
  return h('details', {}, h('summary', {}, `Headers (${rows.length})`), h('dl', {}, ...rows), ...note)
}

async function bodyView({ headers, body }: ReceivedResponse, operationId: string): Promise<HTMLElement[]> {
  if (body.size === 0) return [h('p', { class: 'hint' }, 'The body is empty.')]
  const type = new Map(headers).get('content-type') ?? ''
  const file = `${operationId}.${type.includes('json') ? 'json' : 'txt'}`
  const download = h('a', { href: URL.createObjectURL(body), download: file }, 'Download the body')
  if (!/json|text|xml|^$/.test(type)) return [h('p', {}, `The body is ${type}. `, download)]
  const text = await body.text()
  const value = type.includes('json') ? parseJson(text) : undefined
  const isBroken = type.includes('json') && value === undefined
  const pretty = value === undefined ? text : indented(value, text)
  const shown = pretty.slice(0, shownCharacters)
  const pieces =
    value === undefined ? [shown] : tokensOf(shown).map(({ kind, text }) => h('span', { class: kind }, text))
  const note = shown.length < pretty.length ? `Only the first ${shownCharacters} characters are shown. ` : ''
  return [
    ...(isBroken ? [h('p', { class: 'error' }, 'The header says JSON, but the body is not JSON.')] : []),
    codeView('Body', pretty, pieces),
    h('p', { class: 'hint' }, note, download),
  ]
}

/** JSON that is nested too deep for the browser stays as it came. */
function indented(value: unknown, text: string): string {
  try {
    return JSON.stringify(value, null, 2)
  } catch {
    return text
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`
}
