/** The body of a form in which all parts but `data` are files. */
export function encodeForm(parts: [string, string][], boundary: string): Uint8Array<ArrayBuffer> {
  const lines = parts.flatMap(([name, content]) => [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${name}"${name === 'data' ? '' : '; filename="file.txt"'}`,
    '',
    content,
  ])
  return new TextEncoder().encode([...lines, `--${boundary}--`, ''].join('\r\n'))
}
