#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'

// A third of a run in which everything is cached is compiling. The folder is in this checkout, so nobody else writes there.
enableCompileCache(resolve(import.meta.dirname, '../../../node_modules/.cache/tms-check/compiled'))
const { main } = await import('./main.ts')

process.exitCode = await main(process.argv.slice(2))
