import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine } from '../src/output/csv.ts'
import { pick, valueAt } from '../src/output/pick.ts'
import { oneLine, table } from '../src/output/table.ts'

const text = fc.string({
  unit: fc.constantFrom('a', 'ö', '漢', '😀', '"', ',', '\n', '\r', ' ', '\u001b', '\u202e', ';'),
})
const rows = fc
  .integer({ min: 1, max: 5 })
  .chain((columns) =>
    fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
  )

test('property: CSV round-trips', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      expect(parse(cells.map(csvLine).join(''), { relax_column_count: true, skip_empty_lines: false })).toEqual(cells)
    }),
  )
})

describe('a table', () => {
  test('property: has one line per row, within the width and without control characters', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 20, max: 120 }), (cells, width) => {
        const [columns = [], ...body] = cells
        const lines = table(columns, body, width).split('\n')
        expect(lines).toHaveLength(cells.length + 1)
        for (const line of lines) {
          expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
          // Wide characters occupy two columns each.
          expect(
            [...line].reduce((sum, character) => sum + (/[漢😀]/u.test(character) ? 2 : 1), 0),
          ).toBeLessThanOrEqual(width)
        }
      }),
    )
  })

  test('truncates the widest column, and leaves out columns that do not fit', () => {
    const wide = 'x'.repeat(60)
    expect(table(['id', 'title'], [['1', wide]], 20)).toBe(`id  title\n1   ${'x'.repeat(15)}…\n`)
    expect(table(['a', 'b', 'c'], [[wide, wide, wide]], 20).split('\n')[0]).toBe('a       b')
  })
})

test('fields are found by path, and not on Object.prototype', () => {
  expect(pick({ test_case: { title: 't' }, id: 1 }, ['id', 'test_case.title', 'nothing', 'toString'])).toEqual({
    id: 1,
    'test_case.title': 't',
    nothing: null,
    toString: null,
  })
  expect(valueAt({ a: null }, 'a.b')).toBeUndefined()
  expect(oneLine('a\u0007\n b')).toBe('a  b')
})
