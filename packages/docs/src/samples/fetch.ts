import { literal, type Spelling, singleQuoted } from './literal.ts'
import type { SampleRequest } from './sample.ts'

const javascript: Spelling = {
  words: { null: 'null', true: 'true', false: 'false' },
  // Written plainly in an object literal, this one name would set the prototype instead of a property.
  key: (name) => (name === '__proto__' ? `["${name}"]` : JSON.stringify(name)),
}

/** Writes a request as a JavaScript module that calls `fetch`. */
export function fetch({ method, url, headers, body }: SampleRequest): string {
  const options = [
    `  method: '${method}'`,
    `  headers: {\n${headers.map(header).join(',\n')}\n  }`,
    ...(body === undefined ? [] : [`  body: JSON.stringify(${literal(body, javascript, '  ')})`]),
  ]
  return `const response = await fetch(${singleQuoted(url)}, {
${options.join(',\n')}
});
const data = await response.json();`
}

function header([name, value]: [string, string]): string {
  return `    ${singleQuoted(name)}: ${singleQuoted(value)}`
}
