/** The form of every message: what was expected, what is there, and what to do. */
export function explain(expected, got, fix) {
  return `Expected ${expected}. Got ${got}. Fix: ${fix}.`
}
