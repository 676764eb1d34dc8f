/** The body of a form whose parts are files, but for `data`. */
export function encodeForm(parts: [string, string][], boundary: string): Uint8Array<ArrayBuffer> {
  const lines = parts.flatMap(([name, content]) => [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${name}"${name === 'data' ? '' : '; filename="file.txt"'}`,
    '',
    content,
  ])
  return new TextEncoder().encode([...lines, `--${boundary}--`, ''].join('\r\n'))
}
