/**
 * Writes the contract's TypeScript types.
 *
 * Usage: node generate.ts [--out <folder>]      default: src/generated
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import ts from 'typescript'
import { withInterfaces } from './interfaces.ts'

/** A file in a form. */
const FILE = ts.factory.createTypeReferenceNode('Blob')

const { values } = parseArgs({
  options: { out: { type: 'string', default: resolve(import.meta.dirname, 'src/generated') } },
})

const types = await openapiTS(new URL(import.meta.resolve('@testsigma-tms/spec/openapi.yaml')), {
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  transform: ({ format }) => (format === 'binary' ? FILE : undefined),
})

await mkdir(values.out, { recursive: true })
await writeFile(resolve(values.out, 'openapi.ts'), COMMENT_HEADER + astToString(withInterfaces(types)))
