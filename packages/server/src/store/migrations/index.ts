import type { Migration } from 'kysely/migration'
import * as initial from './0001-initial.ts'
import * as bytes from './0002-bytes.ts'
import * as shortStatements from './0003-short-statements.ts'

/** In order of their names. A released migration is never changed; new ones are appended. */
export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-bytes': bytes,
  '0003-short-statements': shortStatements,
}
