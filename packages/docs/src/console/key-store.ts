const prefix = 'tms-console-key '

/** The key for the origin of a base URL, stored until the tab is closed. A key is never sent to another origin. */
export function readKey(baseUrl: string): string {
  return sessionStorage.getItem(nameFor(baseUrl)) ?? ''
}

export function keepKey(baseUrl: string, key: string): void {
  if (key === '') forgetKey(baseUrl)
  else sessionStorage.setItem(nameFor(baseUrl), key)
}

export function forgetKey(baseUrl: string): void {
  sessionStorage.removeItem(nameFor(baseUrl))
}

/** Describes what is wrong with a key; undefined if it is valid. */
export function problemOfKey(key: string): string | undefined {
  if (/^https?:\/\//i.test(key)) return 'is an address, which belongs in the field “Base URL”'
  if (/^bearer\s/i.test(key)) return 'must be the key alone: the console adds “Bearer”'
  if (/^(["'`<$%]).*|\{\{/.test(key)) return 'must be the key itself, without quotes, and no placeholder or variable'
  return /^[\x21-\x7e]*$/.test(key) ? undefined : 'must consist of visible ASCII characters, without spaces'
}

function nameFor(baseUrl: string): string {
  return prefix + (URL.parse(baseUrl)?.origin ?? '')
}
