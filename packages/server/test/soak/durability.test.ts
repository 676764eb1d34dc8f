import { test } from 'vitest'
import { killSqliteAgainAndAgain } from '../durability/sqlite.ts'

const rounds = Number(process.env.TMS_DURABILITY_ROUNDS ?? 24)

test('SQLite keeps every acknowledged write when the process is killed', () => killSqliteAgainAndAgain(rounds))
