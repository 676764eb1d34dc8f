import { test } from 'vitest'
import { expectNothingLeft } from '../many-servers/expect.ts'

test('1,000 servers one after another, and 100 in parallel', () => expectNothingLeft(1000, 100))
