import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exampleRequest, type Files, parametersIn } from './contract-files.ts'
import { kebabCase, type NewOperation } from './options.ts'

const HANDLERS = 'packages/server/src/handlers'

/** A handler that throws a TODO, and a test that fails until it is written. */
export function serverFiles(
  root: string,
  operation: NewOperation,
  parameters: ReadonlyMap<string, string>,
  response: object,
): Files {
  const { id, sdk } = operation
  const file = `${HANDLERS}/${kebabCase(sdk.resource)}.ts`
  const isNew = !existsSync(join(root, file))
  const files: Files = new Map([
    [file, isNew ? handlerFile(operation) : `${readFileSync(join(root, file), 'utf8')}\n${handler(operation)}`],
    [`packages/server/test/${kebabCase(id)}.test.ts`, testFile(operation, parameters, response)],
  ])
  const index = `${HANDLERS}/index.ts`
  if (isNew) files.set(index, withHandlers(readFileSync(join(root, index), 'utf8'), sdk.resource))
  return files
}

function handlerFile(operation: NewOperation): string {
  return `import type { Handler } from './handler.ts'\n\n${handler(operation)}`
}

function handler({ id, sdk }: NewOperation): string {
  return [
    `export const ${id}: Handler<'${id}'> = async () => {`,
    `  throw new Error('TODO: write the handler ${id} in ${HANDLERS}/${kebabCase(sdk.resource)}.ts')`,
    '}',
    '',
  ].join('\n')
}

/** Adds a file to the list of handlers: an import, in alphabetical order of files, and its spread. */
function withHandlers(index: string, resource: string): string {
  const line = `import * as ${resource} from './${kebabCase(resource)}.ts'`
  const spread = `  ...${resource},`
  const lines = index.split('\n')
  const fileIn = (text: string) => /from '(.+)'/.exec(text)?.[1] ?? ''
  const place = lines.findIndex((other) => fileIn(other) > fileIn(line) || other === '')
  const first = lines.findIndex((other) => /^ {2}\.\.\./.test(other))
  const next = lines.findIndex((other, index) => index >= first && (!other.startsWith('  ...') || other > spread))
  return lines.toSpliced(next, 0, spread).toSpliced(place, 0, line).join('\n')
}

function testFile(operation: NewOperation, parameters: ReadonlyMap<string, string>, response: object): string {
  const { id, method, path, hasBody } = operation
  const url = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => parameters.get(name) ?? `{${name}}`)
  const init = hasBody ? `, { body: JSON.stringify(${literal(exampleRequest())}) }` : ''
  const unknown = parametersIn(path).filter((name) => !parameters.has(name))
  return [
    "import { expect, test } from 'vitest'",
    "import { start } from './start.ts'",
    '',
    `// Fails until ${id} is written in ${HANDLERS}/${kebabCase(operation.sdk.resource)}.ts.`,
    `test('${id} responds as its example in the contract shows', async () => {`,
    '  const { call } = await start()',
    ...unknown.map((name) => `  // TODO: use an id of the demo data instead of {${name}}`),
    `  const { status, body } = await call('${method.toUpperCase()}', '${url}'${init})`,
    `  expect(body).toMatchObject(${literal(response)})`,
    '  expect(status).toBe(200)',
    '})',
    '',
  ].join('\n')
}

/** A value as a literal in this project's style; the formatter breaks lines. */
function literal(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll(/"([A-Za-z_]\w*)":/g, '$1: ')
    .replaceAll(/"([^"\\']*)"/g, "'$1'")
}
