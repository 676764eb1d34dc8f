/** The path or query parameters of an operation, in the format of openapi-typescript. */
const BLOCK = /^ {12}(query\??|path): \{\n((?: {16}.*\n)+) {12}\};\n/gm
/** One parameter with its comment. */
const MEMBER = /(?: {16}\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)? {16}(\w+)\??: .*;\n/g
const SHARED = 'SharedParameters'

/** Moves parameters that several operations have to one interface, from which the operations pick them. */
export function shareParameters(code: string): string {
  const shared = sharedMembers(code)
  const picked = code.replaceAll(BLOCK, (block, key: string, body: string) => {
    const members = membersOf(body)
    const names = members.flatMap(({ name, text }) => (shared.get(name) === text ? [name] : []))
    if (names.length === 0) return block
    const own = members.filter(({ name }) => !names.includes(name)).map(({ text }) => text)
    const pick = `Pick<${SHARED}, ${names.map((name) => `"${name}"`).join(' | ')}>`
    return `            ${key}: ${pick}${own.length === 0 ? '' : ` & {\n${own.join('')}            }`};\n`
  })
  const members = [...shared.values()].map((text) => text.replaceAll(/^ {12}/gm, ''))
  return `${picked.trimEnd()}\ninterface ${SHARED} {\n${members.join('')}}\n`
}

/** Parameters that occur more than once, by name. If parameters with the same name differ, the most frequent one. */
function sharedMembers(code: string): Map<string, string> {
  const counts = new Map<string, { name: string; count: number }>()
  for (const [, , body = ''] of code.matchAll(BLOCK)) {
    for (const { name, text } of membersOf(body)) counts.set(text, { name, count: (counts.get(text)?.count ?? 0) + 1 })
  }
  const repeated = [...counts].filter(([, { count }]) => count > 1).sort(([, a], [, b]) => a.count - b.count)
  return new Map(repeated.map(([text, { name }]) => [name, text]))
}

function membersOf(body: string): { name: string; text: string }[] {
  return Array.from(body.matchAll(MEMBER), ([text, name = '']) => ({ name, text }))
}
