import type { Language } from '../language.ts'
import type { SampleRequest } from '../request.ts'

/** A curl command for a POSIX shell. */
export const curl: Language = {
  label: 'curl',
  lang: 'shell',
  fences: ['shell', 'sh', 'bash'],
  file: 'curl.sh',
  write,
  parse: {
    tool: { name: 'bash', isThere: 'bash --version' },
    command: `bash -c 'for file; do bash -n "$file" 2>&1 | sed -E -n "s/^(.*): line ([0-9]+): /\\1:\\2:/p"; done' --`,
  },
  run: {
    tools: [
      { name: 'bash', isThere: 'bash --version' },
      { name: 'curl', isThere: 'curl --version' },
    ],
    command: 'bash',
    file: 'sample.sh',
    failing: (code) => `curl() { command curl --silent --show-error --fail-with-body "$@"; }\n${code}`,
    print: '',
  },
}

function write({ method, url, headers, body, files = [], texts = [] }: SampleRequest): string {
  const words = [
    `curl -X ${method}`,
    quoted(url),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...texts.map(([part, text]) => `--form-string ${quoted(`${part}=${text}`)}`),
    ...files.map(([part, file]) => `-F ${quoted(`${part}=@${file}`)}`),
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body, null, 2).replaceAll('\n', '\n  '))}`]),
  ]
  return words.join(' \\\n  ')
}

/** Quotes a string for a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
