/**
 * The outcomes that a person expects for each report: those of DEMO-1 to DEMO-4, with `~` for a flaky one and `-` for
 * one that is not in the report; then the tests that belong to no test case. Some tools omit information from their
 * reports: see the README.
 */
export const expected: Readonly<
  Record<string, Readonly<Record<string, readonly [outcomes: string, ...rest: string[]]>>>
> = {
  ant: {
    assume: ['skipped failed - -'],
    cards: ['passed failed - -'],
    pay: ['passed failed skipped failed', 'passed: nobody'],
    setup: ['- - - -', 'failed: SetupTest'],
  },
  'ava-tap': {
    known: ['passed failed - -'],
    pay: ['passed failed skipped skipped', 'passed: #5 nobody'],
    tape: ['passed failed - -'],
  },
  bats: {
    pay: ['passed failed skipped -', 'passed: nobody ünïcode ✓ <&>'],
    setup: ['failed - - -'],
    setupfile: ['- - - -', 'failed: '],
  },
  behave: {
    background: ['failed - - -'],
    outline: ['passed failed - -'],
    pay: ['passed failed failed failed', 'passed: ünïcode ✓ <&>'],
    skipped: ['skipped passed - -'],
  },
  'boost-test': {
    filtered: ['skipped failed skipped skipped', 'skipped: nobody', 'skipped: known'],
    fixture: ['failed skipped skipped skipped', 'skipped: nobody', 'skipped: known'],
    pay: ['passed failed skipped failed', 'passed: nobody', 'failed: known'],
  },
  bun: {
    each: ['passed failed passed failed'],
    pay: ['passed failed skipped skipped', 'passed: nobody ünïcode ✓ <&>'],
    setup: ['- failed - -', 'failed: (unnamed)'],
  },
  busted: {
    pay: ['passed failed skipped failed', 'passed: pay nobody'],
    setup: ['- - - -', 'failed: Run 1 of 1'],
  },
  catch2: {
    pay: ['passed failed failed passed'],
    throws: ['failed failed failed -'],
  },
  cmocka: {
    pay: ['passed failed skipped -'],
    setup: ['- - - failed'],
  },
  criterion: {
    pay: ['passed failed skipped failed'],
    setup: ['failed failed skipped skipped'],
  },
  ctest: {
    errors: ['failed skipped skipped failed', 'failed: database'],
    pay: ['passed failed skipped skipped', 'passed: nobody'],
    repeat: ['passed failed - -'],
  },
  'cucumber-js': {
    outline: ['passed failed skipped failed'],
    pay: ['passed failed failed failed', 'passed: nobody ünïcode ✓ <&>'],
    retry: ['passed failed - -'],
  },
  deno: {
    pay: ['passed failed skipped -', 'passed: nobody ünïcode ✓ <&>'],
    steps: ['failed passed skipped passed', 'passed: pay'],
  },
  doctest: {
    pay: ['passed failed failed failed', 'passed: pay/in cash'],
    suite: ['- - failed -', 'passed: pay/in cash'],
  },
  eslint: {
    broken: ['- - - -', 'failed: org.eslint.unknown'],
    rules: ['failed failed failed -'],
  },
  googletest: {
    filtered: ['- failed - -'],
    params: ['failed - - -'],
    pay: ['passed failed skipped skipped', 'passed: nobody'],
    property: ['- passed - -'],
    setup: ['failed - skipped failed'],
  },
  gotestsum: {
    broken: ['- - - -', 'failed: '],
    panic: ['passed failed - -'],
    pay: ['passed failed skipped passed', 'passed: TestPay/nobody_ünïcode_✓', 'passed: TestPay'],
    rerun: ['passed~ failed passed -'],
  },
  jasmine: {
    focused: ['passed passed passed -'],
    pay: ['passed failed skipped skipped', 'passed: nobody ünïcode ✓ <&>'],
    setup: ['failed failed - -'],
  },
  jest: {
    broken: ['- - - -'],
    each: ['passed failed passed failed'],
    pay: ['passed failed skipped passed', 'passed: pay nobody ünïcode ✓ <&>'],
    retry: ['passed failed - -'],
    setup: ['failed - - -'],
    'suite-error': ['- - - -', 'failed: broken.test.js'],
    templates: ['passed failed skipped passed', 'passed: nobody ünïcode ✓ <&>'],
  },
  'junit-platform': {
    cards: ['failed skipped failed passed'],
    pay: ['passed failed skipped -', 'passed: nobody(TestReporter)', 'failed: breaks()'],
    setup: ['failed failed - -'],
  },
  meson: {
    errors: ['passed failed failed -'],
    pay: ['passed failed skipped passed', 'passed: pay:other / nobody'],
  },
  mocha: {
    'junit-jenkins': ['passed failed - -', 'passed: nobody ünïcode ✓ <&>'],
    'junit-pay': ['passed failed - -', 'passed: pay nobody ünïcode ✓ <&>'],
    'junit-retry': ['passed failed failed -'],
    'junit-setup': ['failed failed - -'],
    'xunit-pay': ['passed failed skipped skipped', 'passed: nobody ünïcode ✓ <&>'],
    'xunit-retry': ['passed failed failed -'],
    'xunit-setup': ['failed failed - -'],
  },
  newman: {
    errors: ['failed failed - -'],
    pay: ['passed failed passed passed'],
  },
  'node-test': {
    broken: ['- - - -', 'failed: /home/user/project/broken.test.mjs'],
    pay: ['passed failed skipped skipped', 'passed: nobody ünïcode ✓ <&>'],
    setup: ['failed failed failed -'],
    subtests: ['failed passed - -'],
  },
  nose2: {
    broken: ['- - - -', 'failed: test_broken'],
    known: ['skipped skipped failed -'],
    pay: ['passed failed skipped failed', 'passed: test_nobody'],
    setup: ['failed - - -', 'failed: Demo2)'],
  },
  phpunit: {
    class: ['failed - - -'],
    data: ['passed failed failed failed'],
    pay: ['passed failed skipped failed', 'skipped: testNobody', 'failed: testAssertsNothing'],
    setup: ['failed - - -'],
  },
  playwright: {
    pay: ['passed failed skipped skipped', 'passed: pay › nobody ünïcode ✓ <&>'],
    retry: ['passed failed passed passed'],
    setup: ['failed skipped - -'],
  },
  pytest: {
    broken: ['- - - -', 'failed: test_broken'],
    flaky: ['passed failed - -'],
    logging: ['passed failed skipped skipped', 'passed: test_nobody'],
    params: ['passed failed failed -', 'passed: test_pays[\\xfcn\\xefcode \\u2713]', 'passed: test_waits'],
    pay: ['passed failed skipped skipped', 'passed: test_nobody'],
    properties: ['passed failed failed -'],
    setup: ['failed failed failed -'],
    xpass: ['failed passed failed -'],
    xunit1: ['passed failed skipped skipped', 'passed: test_nobody'],
  },
  qunit: {
    pay: ['passed failed skipped skipped', 'passed: #5 pay > nobody'],
    setup: ['failed failed - -'],
  },
  rspec: {
    broken: ['- - - -'],
    pay: ['passed failed skipped skipped', 'passed: pay nobody ünïcode ✓ <&>'],
    setup: ['failed failed skipped failed'],
    shared: ['passed failed - -'],
  },
  'tap-formatter-junit': {
    dies: ['passed - - -', 'failed: dies_t'],
    pay: ['passed failed - passed', 'passed: 3', 'passed: 5 - nobody', 'failed: pay_t'],
    skipall: ['- - - -'],
    subtests: ['failed passed - -', 'failed: subtests_t'],
  },
  testng: {
    cards: ['failed failed failed failed'],
    pay: ['passed failed skipped -', 'passed: nobody'],
    setup: ['failed - - -'],
  },
  vitest: {
    broken: ['- - - -', 'failed: broken.test.js'],
    pay: ['passed failed skipped skipped', 'passed: pay > nobody ünïcode ✓ <&>'],
    setup: ['skipped passed failed passed', 'failed: pay'],
  },
  xmlrunner: {
    broken: ['- - - -', 'failed: test_broken'],
    pay: ['passed failed skipped failed', 'passed: test_nobody'],
    setup: ['- failed - -', 'failed: setUpClass (test_setup.Demo1)'],
    subtests: ['failed passed skipped failed'],
  },
}
