import { describe, expect, test } from 'vitest'
import { readOptions } from '../src/cli/options.ts'
import { createServer, type ServerOptions } from '../src/index.ts'
import { start } from './start.ts'

const databaseForm = 'postgres://user@host:5432/database'
const url = 'https://me:se$ame@example.com/tms'

describe('an invalid command line is refused, in a sentence with the cause', () => {
  test.each([
    [['--port', 'abc'], '--port must be an integer from 0 to 65535, got "abc"'],
    [['--port', '70000'], '--port must be an integer from 0 to 65535, got "70000"'],
    [['--port', ''], '--port must be an integer from 0 to 65535, got ""'],
    [['--port=-1'], '--port must be an integer from 0 to 65535, got "-1"'],
    [['--port'], "Option '--port <value>' argument missing"],
    [['--port', '-1'], '--port needs a value; one that starts with a dash is written --port=<value>'],
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--rate-limit', '1.5'], '--rate-limit must be an integer from 0 to 999999999, got "1.5"'],
    [['--data', ''], '--data must not be empty'],
    [
      ['--data', 'postgres://me:se%24ame@db/tms'],
      '--data must be a file; the URL of a PostgreSQL database belongs in --database',
    ],
    ...[url, 'file:tms.sqlite'].map((data): [string[], string] => [
      ['--data', data],
      '--data must be a file; the URL of',
    ]),
    [['--docs', url], '--docs must be a folder, got a URL'],
    [['--host', url], '--host must be a name or an address of this machine, such as 127.0.0.1'],
    [['--host', 'me:se$ame@example.com'], '--host must be a name or an address of this machine, such as 127.0.0.1'],
    [['--api-key', url], '--api-key must be a key, got a URL'],
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
    [['seed'], 'seed needs amounts, such as --users 100000 --cases 5000'],
    [['seed', '--from', 'a', '--users', '1'], '--from and amounts exclude each other: run seed twice to add both'],
    [['seed', '--from', ''], '--from must not be empty'],
    [['--from', 'a'], '--from is an option of seed only'],
    [['keys', 'list', '--empty'], '--empty is an option of serve, seed and reset only'],
    [['seed', '--users', 'ten'], '--users must be an integer from 0 to 999999999, got "ten"'],
    [['seed', '--users', '1', '--port', '1'], '--port is an option of serve only'],
    [['--users', '1'], '--users is an option of seed only'],
    [['seed', '--projects', '0', '--cases', '1'], 'projects must be 1 or more'],
  ])('%j', (args, sentence) => {
    expect(() => readOptions(args, {})).toThrow(sentence)
  })
})

test('the path of a data file may start with a Windows drive', () => {
  expect(readOptions(['--data', 'c:\\tms.sqlite'], {}).data).toBe('c:\\tms.sqlite')
})

describe('an unknown library option is reported, without secrets', () => {
  test.each([
    [{ profile: 'x' }, 'profile must be documented or observed, got "x"'],
    [{ profile: 'toString' }, 'profile must be documented or observed, got "toString"'],
    [{ profile: null }, 'profile must be documented or observed, got null'],
    [{ sync: 'always' }, 'sync must be normal or full, got "always"'],
    [{ data: 5 }, 'data must be the path of a file, got 5'],
    [{ data: '' }, 'data must be the path of a file, got ""'],
    [{ data: null }, 'data must be the path of a file, got null'],
    [{ data: url }, 'data must be a file; use database for a URL'],
    [{ database: 5 }, 'database must be a string, got 5'],
    [{ docs: url }, 'docs must be the path of a folder, got another text'],
    [{ apiKey: 5 }, 'apiKey must be a string, got 5'],
    [{ apiKey: url }, 'apiKey must be a key, got a URL'],
    [{ faults: 'yes' }, 'faults must be true or false, got "yes"'],
    [{ empty: 1 }, 'empty must be true or false, got 1'],
    [{ log: 'stderr' }, 'log must be a function, got "stderr"'],
    [{ onFatal: {} }, 'onFatal must be a function, got [object Object]'],
    [{ latency: '5' }, 'latency must be an integer number of milliseconds from 0 to 60000, got "5"'],
    [{ rateLimit: Number.NaN }, 'rateLimit must be an integer of 0 or more, got NaN'],
    [
      { cors: 'example.com' },
      'cors must be an origin such as https://docs.example.com, "*" or "none", got "example.com"',
    ],
    [{ port: 4010 }, 'port is no option of createServer; its options are data, database, '],
  ])('%j', async (options, sentence) => {
    const refused = createServer(options as ServerOptions)
    await expect(refused).rejects.toThrow(sentence)
    await expect(refused).rejects.not.toThrow('se$ame')
  })
})

describe('options of another kind are refused in a sentence', () => {
  test.each([
    [null, 'the options of createServer must be an object, got null'],
    ['data.sqlite', 'the options of createServer must be an object, got "data.sqlite"'],
    [[], 'the options of createServer must be an object, got []'],
    [Object.create({ profile: 'x' }), 'profile must be documented or observed, got "x"'],
  ])('createServer(%j)', async (options, sentence) => {
    await expect(createServer(options as ServerOptions)).rejects.toThrow(new RangeError(sentence))
  })

  test.each([
    ['listen', null, 'the options of listen must be an object, got null'],
    ['listen', { prot: 0 }, 'prot is no option of listen; its options are port, host'],
    ['listen', { port: '4010' }, 'port must be an integer from 0 to 65535, got "4010"'],
    ['listen', { port: 70_000 }, 'port must be an integer from 0 to 65535, got 70000'],
    ['listen', { port: 0, host: '' }, 'host must be a name or an address of this machine, got ""'],
    ['seed', undefined, 'the options of seed must be an object, got undefined'],
    ['seed', { user: 5 }, 'user is no option of seed; its options are users, projects,'],
    ['seed', { users: 1, seed: 'x' }, 'seed must be an integer, got x'],
    ['seedFrom', undefined, 'the file must be a path, got undefined'],
  ] as const)('%s(%j)', async (method, options, sentence) => {
    const { server } = await start()
    await expect(server[method](options as never)).rejects.toThrow(
      expect.objectContaining({ name: 'RangeError', message: expect.stringContaining(sentence) }),
    )
  })
})
