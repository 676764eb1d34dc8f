import { glob, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { readContract } from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { expect, inject, it } from 'vitest'
import { run } from './run.ts'
import { typeScript } from './typescript.ts'

const consumer = inject('consumer')

it('shows in an editor what a method does, its parameters, its result and its errors', async () => {
  const expressions = ['tms.users.list', 'tms.testRuns.assignUser', 'tms.projects.delete', 'page.items']
  // The generator of the types depends on TypeScript 5, the last version with a programming interface.
  const library = createRequire(resolve(import.meta.dirname, '../../../types/package.json')).resolve('typescript')
  const { stdout } = await run(process.execPath, ['hover.js', library, ...expressions], { cwd: consumer })
  console.log(stdout)

  expect(stdout.match(/^\((method|property)\).*/gm)).toEqual([
    '(method) Users.list(params?: ListUsersParams, options?: ListOptions): PagePromise<User>',
    '(method) TestRuns.assignUser(params: AssignTestRunCaseUserParams, options?: CallOptions): ApiPromise<TestRunCaseAssignment>',
    '(method) Projects.delete(params: DeleteProjectParams, options?: CallOptions): ApiPromise<void>',
    '(property) Page<User>.items: readonly User[]',
  ])
  expect(stdout).toContain('\nGet users.\n\nLists every user of the account')
  expect(stdout).toContain('\n@throws {NotFoundError} 404\n')
  expect(stdout).toContain('\n@example for await (const each of tms.users.list()) console.log(each)\n')
})

it('has examples that compile', async () => {
  const generated = resolve(import.meta.dirname, '../../src/generated')
  const examples: string[] = []
  for await (const file of glob(join(generated, '*.ts'))) {
    const text = await readFile(file, 'utf8')
    for (const [, lines = ''] of text.matchAll(/^ +\* @example\n((?: +\* (?!@).*\n)+)/gm)) {
      examples.push(lines.replaceAll(/^ +\* /gm, ''))
    }
  }
  const setup =
    "import { createClient } from '@testsigma-tms/client'\nconst tms = createClient()\ndeclare const file: Blob\n"
  await writeFile(join(consumer, 'examples.ts'), setup + examples.map((code) => `{\n${code}}\n`).join(''))
  const check = typeScript('7', consumer, '--skipLibCheck', 'examples.ts')

  expect(examples).toHaveLength(readContract(bundle).operations.length)
  await expect(check.catch(({ stdout }) => stdout)).resolves.toMatchObject({ stdout: '' })
})
