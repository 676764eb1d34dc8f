import { quoted } from '../samples/languages/curl.ts'
import type { ConsoleRequest } from './request.ts'
import type { Part } from './values.ts'

/** The equivalent curl command for a POSIX shell. It reads the key from the variable `TESTSIGMA_API_KEY`. */
export function toCurl({ method, url, body }: ConsoleRequest, hasKey: boolean): string {
  const words = [
    `curl -X ${method}`,
    quoted(url),
    ...(hasKey ? ['-H "Authorization: Bearer $TESTSIGMA_API_KEY"'] : []),
    ...(body && 'parts' in body ? body.parts.map(formOption) : []),
    ...(body && 'text' in body
      ? [`-H ${quoted(`Content-Type: ${body.mediaType}`)}`, `--data-raw ${quoted(body.text)}`]
      : []),
  ]
  return words.join(' \\\n  ')
}

function formOption(part: Part): string {
  // -F would read a value that begins with @ or < from a file.
  if ('text' in part) return `--form-string ${quoted(`${part.name}=${part.text}`)}`
  return `-F ${quoted(`${part.name}=@${fileWord(part.file.name)}`)}`
}

/** curl ends a file name at a comma or semicolon, unless the name is in double quotes. */
function fileWord(name: string): string {
  return /[,;"\\]/.test(name) ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : name
}
