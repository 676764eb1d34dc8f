import type { ReportedTest } from './reported-test.ts'

/**
 * A short key for each test, the same for tests with the same suites, class name and name. Suites are numbered, because
 * their names may be long, and each may contain very many tests.
 */
export class TestKeys {
  readonly #names = new Map<string, number>()
  /** Numbers of suites, by the numbers of the enclosing suite and of the name. */
  readonly #suites = new Map<string, number>()

  of({ suites, classname, name }: ReportedTest): string {
    const suite = suites.reduce((outer, inner) => numberOf(`${outer} ${numberOf(inner, this.#names)}`, this.#suites), 0)
    return JSON.stringify([suite, classname, name])
  }
}

function numberOf(text: string, known: Map<string, number>): number {
  const number = known.get(text) ?? known.size + 1
  known.set(text, number)
  return number
}
