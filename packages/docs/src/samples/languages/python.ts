import type { Language } from '../language.ts'
import { literal, type Spelling, singleQuoted } from '../literal.ts'
import type { SampleRequest } from '../request.ts'

/** A Python script that calls `requests`. */
export const python: Language = {
  label: 'Python',
  lang: 'python',
  fences: ['python', 'py'],
  file: 'requests.py',
  write,
  parse: {
    tool: { name: 'python3', isThere: 'python3 --version' },
    command: `python3 -c '
import ast, sys
for file in sys.argv[1:]:
    try:
        ast.parse(open(file, encoding="utf-8").read())
    except SyntaxError as error:
        print(file, error.lineno, error.msg, sep=":")
'`,
  },
  run: {
    tools: [{ name: 'requests for Python', isThere: "python3 -c 'import requests'" }],
    command: 'python3',
    file: 'sample.py',
    batch: {
      file: 'batch.py',
      code: `import os, runpy, sys

with os.fdopen(3, 'w', buffering=1) as outcomes:
    for line in sys.stdin:
        try:
            runpy.run_path(line.strip(), run_name='__main__')
            outcome = 'ok'
        except BaseException as error:
            outcome = repr(error)
        print(outcome.replace('\\n', ' '), file=outcomes)
`,
    },
    failing: (code) => `${code}\nassert response.ok, data`,
    print: 'import json\nprint(json.dumps(data))',
  },
}

const spelling: Spelling = {
  words: { null: 'None', true: 'True', false: 'False' },
  key: (name) => JSON.stringify(name),
}

function write({ method, url, headers, body, files, texts = [] }: SampleRequest): string {
  const parameters = [
    `  ${singleQuoted(url)}`,
    `  headers={\n${headers.map(header).join(',\n')}\n  }`,
    ...(body === undefined ? [] : [`  json=${literal(body, spelling, '  ')}`]),
    ...(files === undefined ? [] : [`  files={\n${[...texts.map(text), ...files.map(file)].join(',\n')}\n  }`]),
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

/** Without a file name, so that it is sent as a field. */
function text([part, value]: [string, string]): string {
  return `    ${singleQuoted(part)}: (None, ${singleQuoted(value)})`
}

function header([name, value]: [string, string]): string {
  return `    ${singleQuoted(name)}: ${singleQuoted(value)}`
}
