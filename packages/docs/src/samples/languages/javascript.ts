import type { Language } from '../language.ts'
import { literal, type Spelling, singleQuoted } from '../literal.ts'
import { nodeBatch } from '../node-batch.ts'
import type { SampleRequest } from '../request.ts'

/** A JavaScript module that calls `fetch`. */
export const javascript: Language = {
  label: 'JavaScript',
  lang: 'javascript',
  fences: ['javascript', 'js', 'mjs'],
  file: 'fetch.js',
  write,
  parse: 'typescript',
  run: {
    tools: [],
    command: 'node',
    file: 'sample.mjs',
    batch: nodeBatch,
    failing: (code) => `${code}\nif (!response.ok) throw new Error(JSON.stringify(data))`,
    print: 'console.log(JSON.stringify(data))',
  },
}

const spelling: Spelling = {
  words: { null: 'null', true: 'true', false: 'false' },
  // As a plain key in an object literal, `__proto__` would set the prototype.
  key: (name) => (name === '__proto__' ? `["${name}"]` : JSON.stringify(name)),
}

function write({ method, url, headers, body, files, texts = [] }: SampleRequest): string {
  const options = [
    `  method: '${method}'`,
    `  headers: {\n${headers.map(header).join(',\n')}\n  }`,
    ...(body === undefined ? [] : [`  body: JSON.stringify(${literal(body, spelling, '  ')})`]),
    ...(files === undefined ? [] : ['  body: form']),
  ]
  return `${files === undefined ? '' : form(files, texts)}const response = await fetch(${singleQuoted(url)}, {
${options.join(',\n')}
});
const data = await response.json();`
}

function form(files: [string, string][], texts: [string, string][]): string {
  const parts = [
    ...texts.map(([part, text]) => `form.append(${singleQuoted(part)}, ${singleQuoted(text)});`),
    ...files.map(([part, file]) => {
      return `form.append(${singleQuoted(part)}, await openAsBlob(${singleQuoted(file)}), ${singleQuoted(file)});`
    }),
  ]
  const imports = files.length > 0 ? `import { openAsBlob } from 'node:fs';\n\n` : ''
  return `${imports}const form = new FormData();\n${parts.join('\n')}\n`
}

function header([name, value]: [string, string]): string {
  return `    ${singleQuoted(name)}: ${singleQuoted(value)}`
}
