import { describe, expect, test } from 'vitest'
import { readOptions } from '../src/cli/options.ts'

const databaseForm = 'postgres://user:password@host:5432/database'

describe('a wrong command line is refused, in a sentence that names what is wrong', () => {
  test.each([
    [['--port', 'abc'], '--port must be a whole number from 0 to 65535, got "abc"'],
    [['--port', '70000'], '--port must be a whole number from 0 to 65535, got "70000"'],
    [['--port', ''], '--port must be a whole number from 0 to 65535, got ""'],
    [['--port=-1'], '--port must be a whole number from 0 to 65535, got "-1"'],
    [['--port'], "Option '--port <value>' argument missing"],
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--rate-limit', '1.5'], '--rate-limit must be a whole number from 0 to 999999999, got "1.5"'],
    [['--data', ''], '--data must not be empty'],
    [
      ['--data', 'postgres://me:se%24ame@db/tms'],
      '--data must be a file; the URL of a PostgreSQL database goes to --database',
    ],
    [
      ['--database', 'postgres://db/tms', '--data', 'x.sqlite'],
      '--data and --database exclude each other: the data is in a file or in a database',
    ],
    ...['', 'tms', 'mysql://me:se%24ame@db/tms', 'postgres://me:se#ame@db/tms'].map((url): [string[], string] => [
      ['--database', url],
      `--database must be the URL of a PostgreSQL database, such as ${databaseForm}`,
    ]),
    [['--database', 'postgres://me:se%24ame@db/'], `--database must name one database, such as ${databaseForm}`],
    [
      ['keys', 'list', '--database', 'postgres://me:1/se$ame@db/tms'],
      '--database must have the special characters in its user and password encoded, / as %2F',
    ],
    [['--docs='], '--docs must not be empty'],
    [['--api-key', ''], '--api-key must be one or more visible ASCII characters, without spaces'],
    [['--api-key', 'two words'], '--api-key must be one or more visible ASCII characters, without spaces'],
    [['--help=yes'], "Option '--help' does not take an argument"],
    [['--host', ''], '--host must not be empty'],
    [['--log=yes'], "Option '--log' does not take an argument"],
    [['extra'], 'The command must be one of serve, seed, reset, keys create, keys list, keys revoke, got "extra"'],
    [['keys'], 'The command must be one of serve, seed, reset, keys create, keys list, keys revoke, got "keys"'],
    [['keys', 'revoke'], 'keys revoke needs the id of a key, such as 1f0c2a54'],
    [['keys', 'list', '--port', '1'], '--port is an option of serve only'],
    [['reset', '--faults'], '--faults is an option of serve only'],
    [['seed'], 'seed needs to know how many, such as --users 100000 --cases 5000'],
    [['seed', '--from', 'a', '--users', '1'], '--from and amounts exclude each other: run seed twice to add both'],
    [['seed', '--from', ''], '--from must not be empty'],
    [['--from', 'a'], '--from is an option of seed only'],
    [['keys', 'list', '--empty'], '--empty is an option of serve, seed and reset only'],
    [['seed', '--users', 'ten'], '--users must be a whole number from 0 to 999999999, got "ten"'],
    [['seed', '--users', '1', '--port', '1'], '--port is an option of serve only'],
    [['--users', '1'], '--users is an option of seed only'],
    [['seed', '--projects', '0', '--cases', '1'], 'projects must be 1 or more'],
  ])('%j', (args, sentence) => {
    expect(() => readOptions(args, {})).toThrow(sentence)
  })
})
