#!/usr/bin/env node
/**
 * Prints the required Node version if this Node is too old; also handles --version. `cli.ts` is imported dynamically,
 * because a static import of something that an older Node lacks would fail with a stack trace before any line runs.
 * Every package with a program has an identical copy of this file.
 */
import { readFileSync } from 'node:fs'

const { name, version, engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

if (process.argv[2] === '--version') console.log(version)
else if (engines.node.split(' || ').some(includesThisNode)) await import('./cli.ts')
else {
  console.error(`${name} needs Node ${engines.node}; this is Node ${process.versions.node}`)
  process.exitCode = 1
}

function includesThisNode(range: string): boolean {
  const [operator, major = 0, minor = 0] = range.match(/\^|>=|\d+/g) ?? []
  const [thisMajor = 0, thisMinor = 0] = process.versions.node.split('.').map(Number)
  if (thisMajor === Number(major)) return thisMinor >= Number(minor)
  return operator === '>=' && thisMajor > Number(major)
}
