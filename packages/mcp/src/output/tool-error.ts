/** An error whose message tells the assistant what to change. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
}
