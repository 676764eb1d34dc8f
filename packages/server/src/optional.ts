/** A package is missing that only some need, and so only they install; the message says how. */
export class MissingPackageError extends Error {
  override readonly name = 'MissingPackageError'
}

/**
 * Loads what needs a package that does not come with the server.
 *
 * @param name the package
 * @param option who needs it: `--database`
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
