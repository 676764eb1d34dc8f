import { type ChildProcessWithoutNullStreams, exec, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../browser.ts'

const root = resolve(import.meta.dirname, '../../../..')

/**
 * A copy of the files of which the site consists, because the test changes its contract. Astro resolves its own modules
 * from a folder above, so the copy is not in the system's temporary folder.
 */
let copy: string
beforeAll(async () => {
  const parent = join(root, 'packages/docs/.astro')
  await mkdir(parent, { recursive: true })
  copy = await mkdtemp(join(parent, 'copy-'))
  const packages = ['client', 'docs', 'junit', 'server', 'types'].map((name) => `packages/${name}`).join(' ')
  const files = `package.json pnpm-workspace.yaml tsconfig.json redocly.yaml scripts spec ${packages}`
  const leftOut = ['packages/*/dist', '.astro', 'test'].map((name) => `--exclude=${name}`).join(' ')
  await promisify(exec)(`tar -C '${root}' ${leftOut} -cf - ${files} | tar -C '${copy}' -xf -`)
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
})
// Child processes of the server may still write there for a moment.
afterAll(() => rm(copy, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 }))

it('propagates a change of the contract to an open page, types, client and server', {
  timeout: 300_000,
}, async (context) => {
  const browser = await openBrowser(context)
  const env = { ...process.env, VITEST: undefined, NO_COLOR: '1', FORCE_COLOR: undefined }
  const port = await freePort()
  const args = ['scripts/dev.ts', '--port', String(port), '--docs-port', '0', '--api-key', 'a-key']
  const server = spawn(process.execPath, args, { cwd: copy, env })
  server.stderr.pipe(process.stderr)
  try {
    const origin = await addressOf(server)
    const page = await browser.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(`${origin}reference/users/list-users/`, { waitUntil: 'networkidle' })

    const file = join(copy, 'spec/resources/users/listUsers.yaml')
    const text = await readFile(file, 'utf8')
    const pageSize = join(copy, 'spec/shared/parameters/UnlistedPageSize.yaml')
    await writeFile(pageSize, (await readFile(pageSize, 'utf8')).replace('minimum: 1', 'minimum: 7'))
    const start = performance.now()
    await writeFile(file, text.replace(/summary: .*/, 'summary: Old fashioned'))
    await page.getByRole('heading', { level: 1, name: 'Old fashioned' }).waitFor({ timeout: 120_000 })
    process.stdout.write(`\nFrom a change of the contract to its page: ${Math.round(performance.now() - start)} ms\n`)
    await page.close()

    const generated = ['types/src/generated/openapi.ts', 'client/src/generated/users.ts']
    for (const name of generated) {
      await expect.poll(() => readFile(join(copy, 'packages', name), 'utf8'), POLL).toContain('Old fashioned')
    }
    const users = `http://127.0.0.1:${port}/api/v1/users?page_size=6`
    const headers = { authorization: 'Bearer a-key' }
    const refusal = () => fetch(users, { headers }).then((response) => response.text(), String)
    await expect.poll(refusal, POLL).toContain('7 or more')
  } finally {
    server.kill()
    await once(server, 'exit')
  }
})

const POLL = { timeout: 120_000, interval: 250 }

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address() as AddressInfo
  socket.close()
  return port
}

/** Keeps reading the output, because the server would end otherwise. */
function addressOf({ stdout }: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout })
      .on('line', (line) => {
        const [, address] = /Local\s+(http\S+)/.exec(line) ?? []
        if (address) resolve(address)
      })
      .on('close', () => reject(new Error('The server ended before it was up')))
  })
}
