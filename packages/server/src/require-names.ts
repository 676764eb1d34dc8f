/** @throws {RangeError} if the options of a method are no object, or one has another name than these */
export function requireNames(method: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new RangeError(`the options of ${method} must be an object, got ${JSON.stringify(options)}`)
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new RangeError(`${unknown} is no option of ${method}; its options are ${names.join(', ')}`)
  }
}
