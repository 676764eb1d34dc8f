import { type Result, resultOf, start } from '../../run.ts'

export type Environment = Readonly<Record<string, string>>

/** Runs a command to its end, with some more variables, and something to read, which ends when it has responded. */
export function command(
  name: string,
  args: readonly string[],
  cwd: string,
  env: Environment = {},
  input = '',
): Promise<Result> {
  const child = start(name, args, { cwd, stdio: 'pipe', env })
  if (input === '') child.stdin?.end()
  else {
    child.stdin?.write(input)
    child.stdout?.once('data', () => child.stdin?.end())
  }
  return resultOf(child)
}

/** Runs a command that must succeed; if it fails, what it printed is in the error. */
export async function succeed(
  name: string,
  args: readonly string[],
  cwd: string,
  env: Environment = {},
): Promise<Result> {
  const result = await command(name, args, cwd, env)
  if (result.code !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${result.code}:\n${result.output}`)
  return result
}
