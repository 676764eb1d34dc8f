/**
 * Installs the tarballs of a release in an empty folder and uses them as a stranger would, on the Node and the system
 * that run this: imports every entry point, starts every program, and where `engines` does not include this Node, expects
 * the one line that says so. Plain JavaScript without dependencies, because it runs on every Node that a package allows.
 *
 * Usage: node scripts/consume.mjs <folder with .tgz files>
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const isWindows = process.platform === 'win32'
const tarballs = readdirSync(process.argv[2] ?? '.').filter((file) => file.endsWith('.tgz'))
if (tarballs.length === 0) throw new Error('Usage: node scripts/consume.mjs <folder with .tgz files>')

const folder = mkdtempSync(join(tmpdir(), 'consume-'))
const problems = []
try {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const files = tarballs.map((file) => resolve(process.argv[2], file))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...files], {
    cwd: folder,
    shell: isWindows,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const scope = join(folder, 'node_modules/@testsigma-tms')
  for (const name of readdirSync(scope)) {
    const manifest = JSON.parse(readFileSync(join(scope, name, 'package.json'), 'utf8'))
    await consume(join(scope, name), manifest)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1

async function consume(directory, { name, version, engines, exports = {}, bin = {}, peerDependencies = {} }) {
  const isAllowed = engines.node.split(' || ').some(includesThisNode)
  const isStandalone = Object.keys(peerDependencies).length === 0
  if (isAllowed && isStandalone) for (const entry of Object.keys(exports)) await load(name, entry)
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

async function load(name, entry) {
  const specifier = entry === '.' ? name : `${name}/${entry.slice(2)}`
  const require = createRequire(join(folder, 'package.json'))
  try {
    if (/\.(json|yaml)$/.test(entry)) readFileSync(require.resolve(specifier))
    else {
      const program = `import(${JSON.stringify(specifier)}).then((it) => { if (Object.keys(it).length === 0 && !${isTypesOnly(name)}) throw new Error('no exports') })`
      execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
    }
  } catch (error) {
    problems.push(`import ${specifier} (${pathToFileURL(folder)}): ${error.stderr ?? error.message}`)
  }
}

/** Nothing is left of a package of types when it runs. */
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
