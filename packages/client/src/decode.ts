/** The text of a body, empty where there is none. */
export function decode(body: string | ArrayBuffer = ''): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}
