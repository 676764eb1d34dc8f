import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { publishedPackages } from './packages.ts'

/** Output of `pnpm licenses list --json`: packages by declared licence. */
export type LicenseList = Record<string, { name: string; versions: string[] }[]>

/** Permissive licences, which require only a notice: for packages that users install. */
export const allowedForUsers = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']

/** Licences of development tools, which are not distributed. */
export const allowedForTools = [
  ...allowedForUsers,
  'CC BY-SA 4.0', // dictionary of the spelling checker
  'CC-BY-3.0', // list of licence names
  'CC0-1.0',
  'LGPL-3.0-or-later',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
]

/** One message for each package whose licence is not allowed. For a choice (`OR`), one allowed part is enough. */
export function licenseProblems(list: LicenseList, allowed: readonly string[]): string[] {
  return Object.entries(list)
    .filter(([expression]) => !isAllowed(expression, allowed))
    .flatMap(([expression, packages]) =>
      packages.map(
        ({ name, versions }) =>
          `${name}@${versions.join(', ')}: licence ${expression} is not among the allowed ones (${allowed.join(', ')})`,
      ),
    )
}

function isAllowed(expression: string, allowed: readonly string[]): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((license) => allowed.includes(license)))
}

/** One line per package: name, versions, licence. */
export function licenseLines(list: LicenseList): string[] {
  return Object.entries(list)
    .flatMap(([license, packages]) =>
      packages.map(({ name, versions }) => `${name}@${versions.join(', ')}  ${license}`),
    )
    .sort((a, b) => a.localeCompare(b, 'en'))
}

function main(): void {
  const { values } = parseArgs({ options: { list: { type: 'boolean' } } })
  const root = join(import.meta.dirname, '..')
  const published = publishedPackages(root).flatMap(({ manifest }) => ['--filter', manifest.name])
  const read = (...options: string[]): LicenseList =>
    JSON.parse(execFileSync('pnpm', [...options, '--json'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }))
  const forUsers = read(...published, 'licenses', 'list', '--prod')
  const forTools = read('-r', 'licenses', 'list')
  const lines = licenseLines(forUsers)
  const problems = [...licenseProblems(forUsers, allowedForUsers), ...licenseProblems(forTools, allowedForTools)]
  if (lines.length === 0) problems.push('no dependency was listed: run "pnpm install" first')
  if (values.list) console.log(lines.join('\n'))
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.error(`Licences of ${lines.length} packages that users install, and of all tools, are allowed`)
}

if (import.meta.main) main()
