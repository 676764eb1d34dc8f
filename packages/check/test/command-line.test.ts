import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readContract } from '@testsigma-tms/spec/contract'
import { expect, it } from 'vitest'
import { commandLineChanges } from '../src/changelog/command-line.ts'

const text = readFileSync(fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.json')), 'utf8')

function changes(change: (text: string) => string): string[] {
  return commandLineChanges(readContract(JSON.parse(text)), readContract(JSON.parse(change(text))))
}

it('returns nothing if nothing has changed', () => {
  expect(changes((same) => same)).toEqual([])
})

it('reports flags renamed with a parameter, once for all commands', () => {
  expect(changes((contract) => contract.replaceAll('"page_size"', '"page_length"'))).toEqual([
    expect.stringMatching(
      /^`--page-size` is now `--page-length` in `tms [\w-]+ list`, `tms [\w-]+ list`, `tms [\w-]+ list` and \d+ more$/,
    ),
  ])
})

it('reports renamed commands, and added and removed flags', () => {
  expect(
    changes((contract) =>
      contract
        .replaceAll('"resource":"labels"', '"resource":"tags"')
        .replaceAll('"resource": "labels"', '"resource": "tags"'),
    ),
  ).toEqual(['`tms labels list` is now `tms tags list`'])
  const added = changes((contract) => {
    const document = JSON.parse(contract)
    document.paths['/users'].get.parameters.push({ name: 'role', in: 'query', schema: { type: 'string' } })
    delete document.paths['/labels']
    return JSON.stringify(document)
  })
  expect(added).toEqual(['`tms labels list` is gone', '`--role` is new in `tms users list`'])
})
