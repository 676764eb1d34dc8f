import { kept, limits } from './limits.ts'
import { ReportError } from './report-error.ts'
import type { ReportedTest } from './reported-test.ts'
import { TestBuilder } from './test-builder.ts'
import { TestKeys } from './test-keys.ts'
import { detached } from './texts.ts'
import { elementOutcome } from './verdict.ts'
import { XmlReader } from './xml-reader.ts'

/** `testrun` is the root element of Eclipse. */
const roots = ['testsuites', 'testsuite', 'testrun']

const otherReports: Record<string, string> = {
  'test-run': 'an NUnit report; NUnit3TestAdapter and JunitXml.TestLogger write JUnit XML',
  'test-results': 'an NUnit 2 report; NUnit3TestAdapter and JunitXml.TestLogger write JUnit XML',
  TestRun: 'a Visual Studio report (TRX); `dotnet test --logger junit` writes JUnit XML',
  assemblies: 'an xUnit.net report; `dotnet test --logger junit` writes JUnit XML',
  robot: "Robot Framework's own output; `robot --xunit xunit.xml` writes JUnit XML",
  'testng-results': "TestNG's own report; its folder junitreports has JUnit XML",
  Catch: "Catch2's own report; `--reporter junit` writes JUnit XML",
  coverage: 'a coverage report',
  html: 'a page',
}

interface Suite {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly line: number
  hasContent: boolean
}

/** Converts the elements of a report to tests. */
export class ReportReader {
  readonly #xml = new XmlReader({
    open: (name, attributes, line) => this.#open(name, attributes, line),
    text: (text) => this.#test?.text(text),
    close: (name) => this.#close(name),
    comment: (text) => this.#readComment(text),
  })
  readonly #path: string[] = []
  readonly #suites: Suite[] = []
  #names: readonly string[] | undefined
  #found: ReportedTest[] = []
  #count = 0
  #test: TestBuilder | undefined
  /** Depth of the element that `#test` is built from. */
  #depth = 0
  #isSuiteFailure = false
  /** How often each test occurred, in reports in which a repetition is not another attempt. */
  #repeats: Map<string, number> | undefined
  readonly #keys = new TestKeys()

  /** Reads a chunk of the report; returns the tests that end in it. */
  write(text: string): ReportedTest[] {
    this.#xml.write(text)
    return this.#take()
  }

  end(): ReportedTest[] {
    this.#xml.end()
    return this.#take()
  }

  #take(): ReportedTest[] {
    const found = this.#found
    this.#found = []
    return found
  }

  #open(name: string, attributes: Record<string, string>, line: number): void {
    if (this.#path.length === 0 && !roots.includes(name)) refuseRoot(name, line)
    this.#path.push(name)
    if (this.#test) this.#openInTest(name, attributes)
    else if (name === 'testcase') this.#start(new TestBuilder(attributes, this.#place(line)))
    else if (roots.includes(name)) this.#openSuite(attributes, line)
    else if (elementOutcome(name) === 'failed') this.#openSuiteFailure(name, attributes, line)
  }

  #openInTest(name: string, attributes: Record<string, string>): void {
    const inside = this.#path.length - this.#depth
    if (name === 'property') this.#test?.openProperty(attributes)
    else if (inside === 1) this.#test?.openSection(name, attributes)
  }

  #close(name: string): void {
    const inside = this.#path.length - this.#depth
    this.#path.pop()
    if (!this.#test) {
      if (roots.includes(name)) this.#closeSuite()
    } else if (inside === 0) this.#finish()
    else if (name === 'property') this.#test.closeProperty()
    else if (inside === 1) {
      this.#test.closeSection()
      if (this.#isSuiteFailure) this.#finish()
    }
  }

  #start(test: TestBuilder): void {
    this.#test = test
    this.#depth = this.#path.length
    for (const suite of this.#suites) suite.hasContent = true
  }

  #finish(): void {
    this.#count += 1
    const test = this.#withoutRepeat(this.#test?.build() as ReportedTest)
    if (this.#count > limits.tests) throw new ReportError(`the report has more than ${limits.tests} tests`, test.line)
    this.#found.push(test)
    this.#test = undefined
    this.#isSuiteFailure = false
  }

  /** TestNG writes all rows of a data provider with the same name, so its tests are numbered. */
  #readComment(text: string): void {
    if (text.includes('org.testng.')) this.#repeats ??= new Map()
  }

  #withoutRepeat(test: ReportedTest): ReportedTest {
    if (this.#repeats === undefined) return test
    const key = this.#keys.of(test)
    const count = (this.#repeats.get(key) ?? 0) + 1
    this.#repeats.set(key, count)
    return count === 1 ? test : { ...test, suites: [...test.suites, `row ${count}`] }
  }

  #openSuite(attributes: Record<string, string>, line: number): void {
    const { name = '', hostname = '' } = attributes
    this.#names = undefined
    const title = detached([name, hostname].filter(Boolean).join(' on ').slice(0, kept.name))
    this.#suites.push({ name: title, attributes, line, hasContent: false })
  }

  /** A suite with failures in its attributes but without tests: nothing in it ran. */
  #closeSuite(): void {
    const { attributes, line, hasContent } = this.#suites.pop() as Suite
    this.#names = undefined
    const failures = ['errors', 'failures'].filter((attribute) => Number(attributes[attribute] ?? 0) > 0)
    if (hasContent || failures.length === 0) return
    const message = failures.map((attribute) => `${attribute}="${attributes[attribute]}"`).join(' ')
    this.#start(new TestBuilder({ name: attributes.name ?? '' }, this.#place(line)))
    this.#test?.openSection('error', { message: `the suite has ${message} and no test` })
    this.#test?.closeSection()
    this.#finish()
  }

  /** A failure directly inside a suite is reported as a test with the suite's name. */
  #openSuiteFailure(element: string, attributes: Record<string, string>, line: number): void {
    const { name = '' } = this.#suites.at(-1)?.attributes ?? {}
    this.#path.pop()
    this.#start(new TestBuilder({ name }, this.#place(line)))
    this.#path.push(element)
    this.#isSuiteFailure = true
    this.#test?.openSection(element, attributes)
  }

  /** All tests of a suite share one list of names, because there may be very many tests. */
  #place(line: number) {
    this.#names ??= this.#suites.map(({ name }) => name).filter(Boolean)
    return { suites: this.#names, line }
  }
}

function refuseRoot(name: string, line: number): never {
  const known = Object.hasOwn(otherReports, name) ? `, ${otherReports[name]}` : ''
  throw new ReportError(
    `the root of a JUnit report is testsuites or testsuite, got ${name.slice(0, 100)}${known}`,
    line,
  )
}
