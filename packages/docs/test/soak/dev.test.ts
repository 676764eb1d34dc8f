import { type ChildProcessWithoutNullStreams, exec, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, it } from 'vitest'
import { openBrowser } from '../browser.ts'

const root = resolve(import.meta.dirname, '../../../..')

/**
 * A copy of what the site is made of, as the contract in it is changed. Astro wants to find its own modules in a folder
 * beside or above, so it is not among the temporary files of the machine.
 */
let copy: string
beforeAll(async () => {
  const parent = join(root, 'packages/docs/.astro')
  await mkdir(parent, { recursive: true })
  copy = await mkdtemp(join(parent, 'copy-'))
  const files = 'package.json pnpm-workspace.yaml tsconfig.json redocly.yaml spec packages/docs'
  const leftOut = ['packages/docs/dist', '.astro', 'test'].map((name) => `--exclude=${name}`).join(' ')
  await promisify(exec)(`tar -C '${root}' ${leftOut} -cf - ${files} | tar -C '${copy}' -xf -`)
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rm(copy, { recursive: true }))

it('shows a change of the contract in an open page', { timeout: 180_000 }, async (context) => {
  const browser = await openBrowser(context)
  const env = { ...process.env, VITEST: undefined }
  const server = spawn(process.execPath, ['packages/docs/dev.ts', '--port', '0'], { cwd: copy, env })
  server.stderr.pipe(process.stderr)
  try {
    const origin = await addressOf(server)
    const page = await browser.newPage()
    await page.goto(`${origin}reference/users/list-users/`, { waitUntil: 'networkidle' })

    const file = join(copy, 'spec/resources/users/listUsers.yaml')
    const text = await readFile(file, 'utf8')
    const start = performance.now()
    await writeFile(file, text.replace(/summary: .*/, 'summary: Old fashioned'))
    await page.getByRole('heading', { level: 1, name: 'Old fashioned' }).waitFor({ timeout: 120_000 })
    process.stdout.write(`\nFrom a change of the contract to its page: ${Math.round(performance.now() - start)} ms\n`)
    await page.close()
  } finally {
    server.kill()
    await once(server, 'exit')
  }
})

/** It goes on to read what the server says, which would end if nobody did. */
function addressOf({ stdout }: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout })
      .on('line', (line) => {
        const [, address] = /^Docs {2}(\S+)$/.exec(line) ?? []
        if (address) resolve(address)
      })
      .on('close', () => reject(new Error('The server ended before it was up')))
  })
}
