import { expect, test } from 'vitest'
import { allowedForTools, allowedForUsers, licenseLines, licenseProblems } from '../licenses.ts'

const named = (name: string) => [{ name, versions: ['1.0.0'] }]

test.each(['GPL-3.0-only', 'Unknown', 'SEE LICENSE IN LICENSE', 'MIT AND GPL-3.0-only', ''])(
  'the licence "%s" is rejected with the name of the package',
  (license) => {
    expect(licenseProblems({ [license]: named('left') }, allowedForTools)).toEqual([
      expect.stringContaining(`left@1.0.0: licence ${license} is not among`),
    ])
  },
)

test.each(['MIT', 'MIT OR GPL-3.0-only', '(MIT OR CC0-1.0)', 'MIT AND ISC'])(
  'the licence "%s" is allowed',
  (license) => {
    expect(licenseProblems({ [license]: named('left') }, allowedForUsers)).toEqual([])
  },
)

test('share-alike licences are allowed for tools, but not for users', () => {
  const list = { 'MPL-2.0': named('left') }
  expect(licenseProblems(list, allowedForTools)).toEqual([])
  expect(licenseProblems(list, allowedForUsers)).toHaveLength(1)
})

test('the list is sorted by name', () => {
  expect(licenseLines({ MIT: named('b'), ISC: named('a') })).toEqual(['a@1.0.0  ISC', 'b@1.0.0  MIT'])
})
