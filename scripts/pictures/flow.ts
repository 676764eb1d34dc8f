import { escapeXml, type Theme } from './theme.ts'

interface Box {
  x: number
  y: number
  title: string
  note: string
  /** The central box, to which all others are connected. */
  isMain?: boolean
}

const width = 190
const height = 58
const size = { width: 922, height: 354 }

/** The diagram of the contract's sources and products. `operations` is the number of operations. */
export function flowPicture(theme: Theme, operations: number): string {
  const columns = [0, 243, 486, 729]
  const at = (column: number, row: number) => ({ x: 1 + (columns[column] ?? 0), y: 1 + row * 98 })
  const pages: Box = { ...at(0, 1), title: "Vendor's pages", note: 'prose, no specification' }
  const live: Box = { ...at(0, 2), title: 'Live API', note: 'measured, with dates' }
  const contract: Box = { ...at(1, 1.5), title: 'Contract', note: `OpenAPI, ${operations} operations`, isMain: true }
  const client: Box = { ...at(2, 0), title: 'types, client', note: 'generated methods' }
  const server: Box = { ...at(2, 1), title: 'Local server', note: 'real state, on your machine' }
  const docs: Box = { ...at(2, 2), title: 'Docs', note: 'a page for each operation' }
  const drift: Box = { ...at(2, 3), title: 'drift', note: 'is the contract still right?' }
  const tools: Box = { ...at(3, 0), title: 'tms, reporters, mcp', note: 'results from CI' }
  const tests: Box = { ...at(3, 1), title: 'Your tests', note: 'without an account' }
  const readers: Box = { ...at(3, 2), title: 'Your team', note: 'samples that are run' }
  const traffic: Box = { ...at(3, 3), title: 'Live API', note: 'or recorded traffic, read-only' }
  const boxes = [pages, live, contract, client, server, docs, drift, tools, tests, readers, traffic]
  const arrows: [Box, Box][] = [
    [pages, contract],
    [live, contract],
    [contract, client],
    [contract, server],
    [contract, docs],
    [contract, drift],
    [client, tools],
    [server, tests],
    [docs, readers],
    [traffic, drift],
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="title">
  <title id="title">${description}</title>
  <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="${theme.line}"/></marker></defs>
  <g font-family="system-ui, sans-serif" text-anchor="middle">
${arrows.map(([from, to]) => arrow(from, to, theme)).join('\n')}
${boxes.map((box) => drawn(box, theme)).join('\n')}
  </g>
</svg>
`
}

const description =
  "The contract is written from the vendor's pages and from what was measured on the live API. Types, client, local " +
  'server and docs are generated from it or serve it, and drift compares the live API with it.'

function drawn({ x, y, title, note, isMain }: Box, theme: Theme): string {
  const stroke = isMain ? theme.accent : theme.line
  const center = x + width / 2
  return `    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${theme.fill}" stroke="${stroke}" stroke-width="${isMain ? 2 : 1}"/>
    <text x="${center}" y="${y + 25}" font-size="15" font-weight="600" fill="${theme.text}">${escapeXml(title)}</text>
    <text x="${center}" y="${y + 44}" font-size="12" fill="${theme.quiet}">${escapeXml(note)}</text>`
}

/** A curve between the facing sides of two boxes. */
function arrow(from: Box, to: Box, theme: Theme): string {
  const isForward = from.x < to.x
  const start = { x: from.x + (isForward ? width : 0), y: from.y + height / 2 }
  const end = { x: to.x + (isForward ? 0 : width), y: to.y + height / 2 }
  const middle = (start.x + end.x) / 2
  return `    <path d="M${start.x} ${start.y}C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}" fill="none" stroke="${theme.line}" stroke-width="1.5" marker-end="url(#head)"/>`
}
