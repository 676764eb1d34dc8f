/** Packs the package as it would be published, and installs it in a folder of its own, as users do. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { run } from './run.ts'

const PACKAGE = resolve(import.meta.dirname, '../..')

/**
 * The pnpm that runs these tests, if there is one: npx hangs if several processes fetch the same package concurrently.
 */
const running = process.env.npm_execpath?.match(/pnpm$/) ? process.env.npm_execpath : undefined
const [pnpm, ...pnpmArguments] = running ? [running] : (['npx', '-y', 'pnpm@12'] as const)

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder in which the packed client is installed, with the programs that use it. */
    consumer: string
    /** The packed client. */
    tarball: string
  }
}

export default async function install({ provide }: TestProject): Promise<() => Promise<void>> {
  const consumer = await mkdtemp(join(tmpdir(), 'tms-consumer-'))
  const client = await pack(PACKAGE, consumer)
  const types = await pack(resolve(PACKAGE, '../types'), consumer)
  await cp(join(import.meta.dirname, 'consumer'), consumer, { recursive: true })
  const manifest = {
    private: true,
    type: 'module',
    dependencies: {
      '@testsigma-tms/client': `file:${client}`,
      '@testsigma-tms/types': `file:${types}`,
      // The oldest supported TypeScript.
      'typescript-5.4': 'npm:typescript@5.4.5',
      // Implementations that may replace the global fetch.
      'undici-6': 'npm:undici@6.29.1',
      'undici-7': 'npm:undici@7.30.2',
      'undici-8': 'npm:undici@8.13.1',
      'node-fetch-2': 'npm:node-fetch@2.7.0',
      'node-fetch-3': 'npm:node-fetch@3.3.1',
      '@types/node-fetch-2': 'npm:@types/node-fetch@2',
      'cross-fetch': '4.1.0',
    },
  }
  await writeFile(join(consumer, 'package.json'), JSON.stringify(manifest))
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: consumer })
  provide('consumer', consumer)
  provide('tarball', client)
  return () => rm(consumer, { recursive: true })
}

/** @returns the path of the archive */
async function pack(folder: string, destination: string): Promise<string> {
  // Packing fails if the build is missing or stale.
  await run(pnpm, [...pnpmArguments, 'run', 'build'], { cwd: folder })
  const { stdout } = await run(pnpm, [...pnpmArguments, 'pack', '--json', '--pack-destination', destination], {
    cwd: folder,
  })
  return JSON.parse(stdout.slice(stdout.indexOf('{'))).filename
}
