import { randomInt } from 'node:crypto'
import { test } from 'vitest'
import { readBrokenDocuments } from '../broken-documents.ts'

const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31 - 1))

test(`500 broken documents are read or rejected, FUZZ_SEED=${seed}`, () => readBrokenDocuments(500, seed))
