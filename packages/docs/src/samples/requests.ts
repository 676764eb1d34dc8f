import { literal, type Spelling, singleQuoted } from './literal.ts'
import type { SampleRequest } from './sample.ts'

const python: Spelling = {
  words: { null: 'None', true: 'True', false: 'False' },
  key: (name) => JSON.stringify(name),
}

/** Writes a request as a Python script that calls `requests`. */
export function requests({ method, url, headers, body, files }: SampleRequest): string {
  const parameters = [
    `  ${singleQuoted(url)}`,
    `  headers={\n${headers.map(header).join(',\n')}\n  }`,
    ...(body === undefined ? [] : [`  json=${literal(body, python, '  ')}`]),
    ...(files === undefined ? [] : [`  files={\n${files.map(file).join(',\n')}\n  }`]),
  ]
  return `import requests

response = requests.${method.toLowerCase()}(
${parameters.join(',\n')}
)
data = response.json()`
}

function file([part, name]: [string, string]): string {
  return `    ${singleQuoted(part)}: open(${singleQuoted(name)}, 'rb')`
}

function header([name, value]: [string, string]): string {
  return `    ${singleQuoted(name)}: ${singleQuoted(value)}`
}
