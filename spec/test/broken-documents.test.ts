import { test } from 'vitest'
import { readBrokenDocuments } from './broken-documents.ts'

test('40 broken documents are read or rejected', () => readBrokenDocuments(40, 20261125))
