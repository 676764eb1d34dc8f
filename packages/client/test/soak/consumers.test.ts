import { existsSync } from 'node:fs'
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { programOutcome } from '../program-outcome.ts'
import { run } from './run.ts'
import { toolsFolder } from './tools.ts'

const consumer = inject('consumer')
let server: Server
let env: NodeJS.ProcessEnv
let tools: string

beforeAll(async () => {
  tools = join(await toolsFolder(), 'node_modules')
  server = await createServer({ faults: true, rateLimit: 0 })
  const TESTSIGMA_BASE_URL = `${await server.listen({ port: 0 })}/api/v1`
  env = { ...process.env, TESTSIGMA_BASE_URL, TESTSIGMA_API_KEY: server.apiKey, NODE_ENV: 'test' }
})

afterAll(() => server.close())

/** The output of a Node program; an error contains its other output. */
async function node(args: readonly string[], cwd = consumer): Promise<string> {
  return (await run(process.execPath, args, { cwd, env })).stdout
}

it('octokit.js#2729: require() and import have two classes of one name → CommonJS has the same classes as ES modules', async () => {
  expect(JSON.parse(await node(['main.cjs']))).toEqual({
    sameClasses: true,
    instanceOf: [true, true, false],
    user: 'string',
    users: true,
  })
})

describe('octokit.js#2729: TS1479 in a CommonJS file → TypeScript compiles it:', () => {
  const compilers: Record<string, () => string> = {
    '5.4': () => join(consumer, 'node_modules/typescript-5.4'),
    '5.9': () => join(tools, 'typescript-5.9'),
    '7': () => resolve(createRequire(import.meta.url).resolve('typescript/package.json'), '..'),
  }
  const common = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--typeRoots', 'none']
  const libraries = ['--lib', 'es2022,dom,dom.iterable,dom.asynciterable', '--skipDefaultLibCheck']
  const files: Record<string, readonly string[]> = {
    bundler: ['--module', 'esnext', '--moduleResolution', 'bundler', 'usage.ts'],
    node16: ['--module', 'node16', 'usage.ts', 'usage.cts'],
    nodenext: ['--module', 'nodenext', 'usage.ts', 'usage.cts'],
    node10: ['--module', 'commonjs', '--moduleResolution', 'node10', 'usage.cts'],
  }
  // TypeScript 7 no longer supports node10.
  const matrix = Object.keys(compilers)
    .flatMap((version) => Object.keys(files).map((resolution) => [version, resolution] as const))
    .filter(([version, resolution]) => version !== '7' || resolution !== 'node10')

  it.each(matrix)('%s with %s', async (version, resolution) => {
    const compiler = join(compilers[version]?.() ?? '', 'bin/tsc')
    const output = await node([compiler, ...common, ...libraries, ...(files[resolution] ?? [])]).catch(
      ({ stdout }) => stdout,
    )

    expect(output).toBe('')
  })

  it('with the types of every fetch', async () => {
    const types = ['--types', 'node', '--typeRoots', resolve(import.meta.dirname, '../../../../node_modules/@types')]
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck']
    const compiler = join(compilers['7']?.() ?? '', 'bin/tsc')
    const output = await node([compiler, ...options, ...types, 'fetches.ts']).catch(({ stdout }) => stdout)

    expect(output).toBe('')
  })
})

describe('octokit.js#2729: Jest cannot load it → test runners load it with their default configuration:', () => {
  it.each(['jest-29', 'jest-30'])('%s', async (jest) => {
    const { stderr } = await run(process.execPath, [join(tools, jest, 'bin/jest.js')], {
      cwd: join(consumer, 'jest'),
      env,
    })

    expect(stderr).toMatch(/Tests: +2 passed, 2 total/)
  })

  it('vitest', async () => {
    const vitest = resolve(import.meta.dirname, '../../node_modules/vitest')
    const link = join(consumer, 'node_modules/vitest')
    if (!existsSync(link)) await symlink(vitest, link)
    const output = await node([
      join(vitest, 'vitest.mjs'),
      'run',
      '--root',
      consumer,
      'vitest.test.ts',
      '--configLoader',
      'runner',
    ])

    expect(output).toMatch(/1 passed/)
  })
})

describe('bundlers produce a working program', () => {
  const bundlers: Record<string, (output: string) => Promise<unknown>> = {
    esbuild: (output) =>
      run(join(tools, 'esbuild/bin/esbuild'), ['main.js', '--bundle', '--format=esm', `--outfile=${output}/main.mjs`], {
        cwd: consumer,
      }),
    'esbuild for Node': (output) =>
      run(
        join(tools, 'esbuild/bin/esbuild'),
        ['main.js', '--bundle', '--platform=node', '--format=esm', `--outfile=${output}/main.mjs`],
        { cwd: consumer },
      ),
    rollup: (output) =>
      node([
        join(tools, 'rollup/dist/bin/rollup'),
        'main.js',
        '-p',
        join(tools, '@rollup/plugin-node-resolve'),
        '-f',
        'es',
        '-o',
        `${output}/main.mjs`,
      ]),
    webpack: async (output) => {
      const options = {
        mode: 'production',
        context: consumer,
        entry: './main.js',
        target: 'web',
        output: { path: output, filename: 'main.mjs' },
      }
      const program = `require(${JSON.stringify(join(tools, 'webpack'))})(${JSON.stringify(options)}, (error, stats) => { if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exit(1) } })`
      await node(['-e', program])
    },
    vite: async (output) => {
      const options = {
        root: consumer,
        configFile: false,
        logLevel: 'warn',
        build: { outDir: output, lib: { entry: 'main.js', formats: ['es'], fileName: 'main' } },
      }
      const vite = join(tools, 'vite/dist/node/index.js')
      await node([
        '--input-type=module',
        '-e',
        `import { build } from ${JSON.stringify(vite)}; await build(${JSON.stringify(options)})`,
      ])
    },
  }

  it.each(Object.entries(bundlers))('%s', async (name, bundle) => {
    const output = join(consumer, 'bundles', name.replaceAll(' ', '-'))
    await mkdir(output, { recursive: true })
    await bundle(output)
    const [file = ''] = await readdir(output)

    expect(JSON.parse(await node([join(output, file)]))).toEqual(programOutcome)
  })
})

it('every implementation of fetch sends an upload', async () => {
  const outcomes: Record<string, unknown> = JSON.parse(await node(['fetches.js']))

  expect(Object.keys(outcomes)).toHaveLength(8)
  for (const outcome of Object.values(outcomes)) expect(outcome).toEqual(['string', expect.stringContaining('json')])
})

it('a Blob of jsdom is sent with its content', async () => {
  const program = `
    import { createClient } from '@testsigma-tms/client'
    import { createRequire } from 'node:module'
    const { JSDOM } = createRequire(${JSON.stringify(`${tools}/`)})('jsdom')
    const { window } = new JSDOM('')
    Object.assign(globalThis, { FormData: window.FormData, Blob: window.Blob, File: window.File, FileReader: window.FileReader })
    const junit_xml = new File(['<testsuites><testsuite><testcase name="DEMO-2"/></testsuite></testsuites>'], 'r.xml')
    const run = { project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5', test_run_id: 'DEMO-R-1' }
    console.log(typeof (await createClient().junitImports.create({ ...run, junit_xml })).id)`
  await writeFile(join(consumer, 'jsdom.js'), program)

  expect(await node(['jsdom.js'])).toBe('string\n')
})
