/**
 * Installs the tarballs of a release in an empty folder and uses them as users would, with this Node and on this
 * system: imports every entry point and starts every program. If `engines` excludes this Node, expects an error of one
 * line. Plain JavaScript without dependencies, because it must run on every supported Node.
 *
 * Usage: node scripts/consume.mjs <folder with .tgz files> | --installed <folder in which they are installed>
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const USAGE =
  'Usage: node scripts/consume.mjs <folder with .tgz files> | --installed <folder in which they are installed>'
const isWindows = process.platform === 'win32'
const [first, second] = process.argv.slice(2)
const installed = first === '--installed' ? second : undefined

const folder = installed ?? mkdtempSync(join(tmpdir(), 'consume-'))
const problems = []
try {
  if (installed === undefined) install(first ?? '.')
  const scope = join(folder, 'node_modules/@testsigma-tms')
  for (const name of readdirSync(scope)) {
    const manifest = JSON.parse(readFileSync(join(scope, name, 'package.json'), 'utf8'))
    consume(join(scope, name), manifest)
  }
} finally {
  if (installed === undefined) rmSync(folder, { recursive: true, force: true })
}
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1

function install(tarballs) {
  const files = readdirSync(tarballs).filter((file) => file.endsWith('.tgz'))
  if (files.length === 0) throw new Error(USAGE)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...files.map((file) => resolve(tarballs, file))], {
    cwd: folder,
    shell: isWindows,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function consume(directory, { name, version, engines, exports = {}, bin = {}, peerDependencies = {} }) {
  const isAllowed = engines.node.split(' || ').some(includesThisNode)
  const isStandalone = Object.keys(peerDependencies).length === 0
  if (isAllowed && isStandalone) load(name, Object.keys(exports))
  for (const file of Object.values(bin)) {
    const help = run(join(directory, file), '--help')
    if (isAllowed) {
      expect(help.status === 0 && /usage/i.test(help.stdout), `${name} --help`, help)
      const shown = run(join(directory, file), '--version')
      expect(shown.status === 0 && shown.stdout.includes(version), `${name} --version says ${version}`, shown)
    } else {
      const isOneLine =
        help.stderr.trim().split('\n').length === 1 && help.stderr.includes(`needs Node ${engines.node}`)
      expect(help.status === 1 && isOneLine, `${name} says in one line that it needs Node ${engines.node}`, help)
    }
  }
  console.log(`${name} ${version} on Node ${process.versions.node}: ${isAllowed ? 'used' : 'refuses, as engines says'}`)
}

/** Resolves every entry point, and imports those with code, in a separate process. */
function load(name, entries) {
  const specifiers = entries.map((entry) => (entry === '.' ? name : `${name}/${entry.slice(2)}`))
  const require = createRequire(join(folder, 'package.json'))
  const isData = (specifier) => /\.(json|yaml)$/.test(specifier)
  const program = `const problems = []
for (const specifier of ${JSON.stringify(specifiers.filter((specifier) => !isData(specifier)))}) {
  try {
    const names = Object.keys(await import(specifier))
    if (names.length === 0 && !${isTypesOnly(name)}) problems.push(specifier + ' exports nothing')
  } catch (error) {
    problems.push(specifier + ': ' + (error.stack ?? error))
  }
}
if (problems.length > 0) throw new Error(problems.join('\\n'))`
  try {
    for (const specifier of specifiers.filter(isData)) readFileSync(require.resolve(specifier))
    execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  } catch (error) {
    problems.push(`import of ${name}: ${error.stderr ?? error.message}`)
  }
}

/** A package of types exports nothing at run time. */
function isTypesOnly(name) {
  return name.endsWith('/types')
}

function run(file, option) {
  return spawnSync(process.execPath, [file, option], { cwd: folder, encoding: 'utf8' })
}

function expect(isTrue, what, { status, stdout, stderr }) {
  if (!isTrue) problems.push(`expected: ${what}; got status ${status}: ${stdout}${stderr}`)
}

function includesThisNode(range) {
  const [operator, major = 0, minor = 0] = range.match(/\^|>=|\d+/g) ?? []
  const [thisMajor, thisMinor] = process.versions.node.split('.').map(Number)
  if (thisMajor === Number(major)) return thisMinor >= Number(minor)
  return operator === '>=' && thisMajor > Number(major)
}
