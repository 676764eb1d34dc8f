import { type Result, resultOf, start } from '../../run.ts'

export type Environment = Readonly<Record<string, string>>

/** Runs a command until it exits, with additional variables and input; stdin is closed after the first output. */
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

/** Runs a command that must succeed; on failure, the error contains its output. */
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
