import { test } from 'vitest'
import { expectNothingLeft } from './many-servers/expect.ts'

test('30 servers one after another, and 5 in parallel', () => expectNothingLeft(30, 5))
