/** An optional package is missing; the message says how to install it. */
export class MissingPackageError extends Error {
  override readonly name = 'MissingPackageError'
}

/**
 * Loads code that needs an optional package.
 *
 * @param name name of the package
 * @param option the option that needs it, such as `--database`
 * @throws {MissingPackageError} when it is not installed
 */
export async function loadOptional<T>(name: string, option: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isMissing = /MODULE_NOT_FOUND$/.test(code ?? '') && message.includes(name)
    if (!isMissing) throw error
    throw new MissingPackageError(
      `${option} needs the package ${name}, which is not installed. Run: npm install ${name}`,
      {
        cause: error,
      },
    )
  }
}
