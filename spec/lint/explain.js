/** Formats a message: what was expected, what was found, and how to fix it. */
export function explain(expected, got, fix) {
  return `Expected ${expected}. Got ${got}. Fix: ${fix}.`
}
