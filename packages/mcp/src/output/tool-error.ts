/** The arguments of a tool cannot work; the message says what would. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
}
