import { it } from 'vitest'
import { walkCases } from '../many-cases.ts'

it('with 2,000 cases every result respects the budget', () => walkCases(2_000))
