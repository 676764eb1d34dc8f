import { test } from 'vitest'
import { killSqliteAgainAndAgain } from './durability/sqlite.ts'

test('SQLite keeps every acknowledged write when the process is killed', () => killSqliteAgainAndAgain(1))
