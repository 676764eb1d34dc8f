/**
 * Generates the contract's TypeScript types.
 *
 * Usage: node generate.ts [--out <folder>] [--from <bundle>]      default: src/generated, from the contract's bundle
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import ts from 'typescript'
import { withInterfaces } from './interfaces.ts'

/** A file in a form. */
const FILE = ts.factory.createTypeReferenceNode('Blob')

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: resolve(import.meta.dirname, 'src/generated') },
    from: { type: 'string' },
  },
})
const bundle = values.from ? pathToFileURL(values.from).href : import.meta.resolve('@testsigma-tms/spec/openapi.yaml')

const types = await openapiTS(new URL(bundle), {
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  transform: ({ format }) => (format === 'binary' ? FILE : undefined),
})

await mkdir(values.out, { recursive: true })
await writeFile(resolve(values.out, 'openapi.ts'), COMMENT_HEADER + astToString(withInterfaces(types)))
