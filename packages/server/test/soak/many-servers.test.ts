import { test } from 'vitest'
import { expectNothingLeft } from '../many-servers/expect.ts'

test('1,000 servers one after another, and 100 at once', () => expectNothingLeft(1000, 100))
