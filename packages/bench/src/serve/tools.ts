import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Exact versions, so that all measurements compare the same programs. */
const packages = { autocannon: '9.0.0', '@stoplight/prism-cli': '5.14.2', '@stdy/cli': '0.22.2' }

const folder = resolve(import.meta.dirname, '../../node_modules/.cache/tools')

/**
 * The folder of the commands. They are installed on first use, because they would slow down every installation of the
 * repository.
 */
export function installTools(): string {
  const bin = resolve(folder, 'node_modules/.bin')
  if (existsSync(resolve(bin, 'steady'))) return bin
  console.error(
    `Installing ${Object.entries(packages)
      .map((entry) => entry.join('@'))
      .join(', ')} in ${folder}`,
  )
  mkdirSync(folder, { recursive: true })
  writeFileSync(resolve(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 2, 2] })
  return bin
}
