import { expect, it } from 'vitest'
import { fileDifference } from '../src/file-difference.ts'

it.each<[string, string | undefined, string | undefined, string, string]>([
  ['a line', 'a: 1\nb: 2\n', 'a: 1\nb: 3\n', 'b: 2', 'b: 3'],
  ['a file that is missing', 'a\n', undefined, 'a generated file', 'no such file'],
  ['a file that is not generated', undefined, 'a\n', 'no such file', 'a file that nothing generates'],
  ['line endings', 'a\nb\n', 'a\r\nb\r\n', 'lines that end with LF (\\n)', 'lines that end with CRLF (\\r\\n)'],
  ['spaces at an end', 'a\n', 'a  \n', '"a"', '"a  "'],
  ['a byte order mark', 'a\n', '\ufeffa\n', '"a"', '"\\ufeffa"'],
  ['a non-breaking space', 'a b\n', 'a\u00a0b\n', '"a b"', '"a\\u00a0b"'],
  ['decomposed characters', '\u00e9\n', 'e\u0301\n', '"\\u00e9"', '"e\\u0301"'],
  ['the end of the file', 'a\n', 'a', 'an empty line, or the line feed at the end of the file', 'the end of the file'],
])('%s is made visible', (_name, wanted, there, expected, got) => {
  expect(fileDifference('a.ts', wanted, there)).toMatchObject({ where: { file: 'a.ts' }, expected, got })
})

it('equal texts are not a difference', () => {
  expect(fileDifference('a.ts', 'a\n', 'a\n')).toBeUndefined()
})
