/**
 * Synonyms: what testers say, and what this API calls it. A word on the left is also searched as the words on the
 * right; of a phrase on the left, all words must occur in this order.
 */
const groups: [says: string, means: string][] = [
  // Actions.
  ['add, new, make, insert, post, register, open, clone, copy, duplicate', 'create'],
  ['edit, change, modify, rename, set, put, patch, alter, save, reopen', 'update'],
  ['remove, destroy, drop, erase, clean up, cleanup, trash', 'delete'],
  ['all, every, browse, enumerate, index, overview', 'list'],
  ['find, search, look up, query, lookup', 'list filter'],
  ['fetch, read, retrieve, show, view, details, detail, download, load', 'get'],
  ['search by, filtering, where clause, only those', 'filter'],
  ['finish, end, complete, stop, lock, conclude, archive', 'close complete'],
  ['close', 'complete closed'],
  [
    'close run, end run, cancel run, canceled run, abort run, finish run, complete run, stop run, archive run, close test run, end test run, finish test run',
    'closes update test run',
  ],
  ['reorder step, step order, order of step, sequence of step', 'update test case steps order'],
  ['relocate, reparent, reorder, reorganize, reorganise, transfer', 'move'],
  [
    'move test case, move case, move testcase, move test, move test case to folder, move test case to another folder, ' +
      'move test case to other folder, move case to folder, move case to another folder',
    'update test case folder_id',
  ],
  ['bulk, batch, mass, multiple, many, at once', 'any number at once'],
  // Things.
  ['test cycle, cycle, test execution, execution, test session, session, launch, execute', 'test run'],
  ['milestone, release, sprint, iteration, campaign', 'test plan'],
  ['suite, test suite, section, directory, subfolder, sub folder, tree, hierarchy, category', 'folder'],
  ['shared step, reusable step, common step, shared steps, reusable steps, step library, block', 'step group'],
  ['tag, keyword', 'label'],
  ['workspace, space, product', 'project'],
  ['whoami, who am i, current user', 'user'],
  ['status id, id of status, status uuid', 'list statuses lookup values'],
  ['passed status id, failed status id, result status id', 'list test run statuses'],
  ['people, person, member, team, colleague, employee, account', 'user'],
  ['gherkin, bdd, given when then, feature file', 'test case template_type steps'],
  ['scenario, specification of a test, manual test, testcase, test-case, tc', 'test case'],
  ['testrun, test-run, tr', 'test run'],
  ['testplan, test-plan, tp', 'test plan'],
  ['severity, prio, prioritize, prioritization, importance, urgency, criticality', 'priority'],
  ['state, workflow', 'status'],
  ['manual, manual or automated, automated flag, automation', 'automation type'],
  ['category of a test, kind', 'type'],
  ['not matched, unmatched, unlinked, not linked', 'junit report import ids tests'],
  ['precondition, prerequisite, setup', 'preconditions'],
  ['comment, remark, note, reason, message', 'description note'],
  ['expected outcome', 'expected result'],
  ['dropdown, picklist, enum, allowed values, valid values, possible values, reference data', 'lookup values'],
  ['in run, in a run, in the run, in test run, in a test run, of a run, of run', 'test run cases entries'],
  [
    'cases to run, tests to run, cases to a run, tests to a run, cases to test run, tests to test run',
    'create test run selection',
  ],
  ['to run, to a run, to test run, to a test run, into run', 'test run selection'],
  [
    'from run, from test run, existing run, existing test run, test case to existing run, test case to existing test run, ' +
      'case to existing run, test to existing run, remove test case from run, delete test case from run, ' +
      'remove case from run, remove test from run, test case from run, test case from test run, case from run, test from run',
    'update test run selection',
  ],
  [
    'run progress, test run progress, progress of run, progress of test run, run summary, run statistics, pass rate',
    'get test run',
  ],
  // Results.
  ['mark, report, submit, push, publish, record, log', 'update record results status'],
  ['pass, fail, block, skip', 'update record result status'],
  ['passed, passing, failed, failing, failure, blocked, skipped, untested, retest', 'result status'],
  ['verdict, outcome', 'result status'],
  [
    'screenshot, screen shot, evidence, picture, image, photo, video, recording, artifact, artefact, proof, png, ' +
      'log file, log files, console log, browser log, trace, traces',
    'attachment',
  ],
  ['attach, file, upload file, upload files', 'attachment upload'],
  ['duration, elapsed, time spent, how long', 'elapsed duration'],
  [
    'cors, cross origin, preflight, blocked by cors, cors policy, blocked by cors policy, access control allow origin',
    'cors browser local server',
  ],
  ['rerun, re-run', 'result run'],
  [
    'test run result, result of run, result of test run, run result, list failed, get failed, failed test, failed test case, ' +
      'failed test of run, failed test in run, failed case',
    'test run cases entries result status',
  ],
  // People and tests.
  ['assignee, assigned, reassign, unassign, unassigned, delegate, allocate, responsible, owner, tester', 'assign user'],
  // Reports of other tools.
  [
    'test to test case, test to case, test with test case, link test to test case, link automated test to test case, ' +
      'map test to test case, map test to case, map automated test to test case, link test, link automated test, map test, map tests, match test, match tests, associate test, connect test, test mapping, ' +
      'mapping, annotate, annotation, test id in code, test name',
    'ids tests human id names',
  ],
  [
    'playwright reporter, vitest reporter, custom reporter, reporter plugin, shard, sharding',
    'reporters playwright vitest',
  ],
  [
    'playwright, cypress, pytest, jest, vitest, mocha, jasmine, selenium, webdriver, webdriverio, testng, nunit, xunit, phpunit, ' +
      'rspec, minitest, robot framework, robot, appium, cucumber, karate, behave, surefire, failsafe, maven, gradle, espresso, ' +
      'xctest, xcode, testcafe, puppeteer, newman, k6, gtest, googletest, catch2, dotnet, go test, cargo, nightwatch, detox, ' +
      'allure, xml, automated results, automated test results, automation results, test report, test results file',
    'junit report import',
  ],
  [
    'jenkins, github actions, gitlab, circleci, azure devops, azure pipelines, bitbucket, travis, teamcity, bamboo, drone, buildkite, ' +
      'pipeline, continuous integration, ci cd, cicd, build server',
    'junit reports builds',
  ],
  ['azure devops, azure pipelines', 'azure pipelines'],
  ['exit code, exit codes, exit status', 'exit'],
  ['progress, finished, pending, poll, polling, async, asynchronous, background', 'import status'],
  // Keys.
  [
    '401, unauthorized, unauthorised, unauthenticated, token, bearer, jwt, credentials, credential, login, log in, sign in, signin, ' +
      'oauth, sso, saml, single sign on, mfa, 2fa, password, access token, api token, personal access token, auth, authenticate, authorization, authorisation, authorise, authorize, api key, apikey, secret, header',
    'authentication key',
  ],
  ['403, forbidden, permission, role, access denied, read only', 'key status 403'],
  ['revoke, rotate, expire, expiry, expiration, leaked, renew', 'revoke keys'],
  ['env var, env vars, environment variable, environment variables, dotenv', 'environment variables quickstart'],
  // Errors.
  [
    'parallel, concurrent, concurrency, simultaneous, 429, throttle, throttled, throttling, too many requests, quota, rps, requests per second, ratelimit, rate-limit, slow down',
    'rate limit',
  ],
  ['400, 422, bad request, invalid, validation, unprocessable, malformed', 'errors wrong input'],
  [
    '404, not found, missing, test case not found, case not found, run not found, test run not found, folder not found, user not found',
    'errors 404',
  ],
  [
    'too big, too large, conflict, method not allowed, not acceptable, payload too large, request entity too large, content too large, ' +
      'unsupported media type, request timeout, precondition failed, internal server error',
    'errors',
  ],
  ['content type, media type, mime type, mime', 'form json multipart body'],
  ['500, 502, 503, internal server error, outage, crash, exception, status code, error code, error codes', 'errors'],
  [
    'unable to verify leaf signature, depth zero self signed cert, self signed cert in chain, cert has expired, ' +
      'unable to get issuer cert, proxy, corporate proxy, firewall, certificate, self signed, tls, ssl, econnrefused, econnreset, enotfound, etimedout, ' +
      'connection refused, connection reset, socket hang up, network error, fetch failed',
    'errors connection',
  ],
  ['request id, correlation id, trace id, support', 'x-request-id errors requestId'],
  ['retry, backoff, back off, resend, try again, idempotent, idempotency, timeout, time out', 'errors retries'],
  // How the API works.
  [
    'next token, start at, max results, has more, continuation token, limit offset, paging, paginate, paginated, cursor, offset, next page, load more, page size, page_size, page token, more results, per page, page info, last page, ' +
      'more than 25, more than 100, iterate, loop over',
    'pagination',
  ],
  ['total, total count, how many, number of', 'pagination total count page info'],
  ['parent, parent id', 'parent_folder_id folder'],
  ['uuid, guid, identifier, refs, human id, external id, case number, case id, internal id, slug', 'ids human id'],
  [
    'date, epoch, unix time, unix, milliseconds, seconds, timezone, time zone, iso 8601, datetime, time format',
    'timestamp timestamps',
  ],
  ['endpoint, host, hostname, domain, url, base url, baseurl, server address, redirect, 301, region', 'base url host'],
  [
    'discrepancy, discrepancies, mismatch, inconsistent, inconsistency, contradiction, undocumented, gotcha, quirk',
    'known differences',
  ],
  ['trust, accurate, source of truth, verified', 'documented observed'],
  // Everything besides the API.
  ['api reference, reference, endpoint list, list of endpoints, all endpoints', 'every operation endpoints'],
  [
    'csv, excel, xlsx, spreadsheet, import csv, export csv, export to csv, import from csv, import test cases, export test cases, ' +
      'testrail, zephyr, xray, qase, testlink, practitest, migrate, migration',
    'csv export import cases tms',
  ],
  ['dry run, preview, simulate upload', 'dry-run upload tms'],
  ['local, run locally, run it locally, run offline, on my machine, on my laptop', 'local server'],
  [
    'mock, nock, msw, wiremock, stub, sandbox, fake, simulator, emulator, docker, staging, localhost, offline testing, dummy',
    'local server',
  ],
  ['unit test, integration test, end to end test, unit testing', 'local server test suite'],
  ['postgres, postgresql, sqlite, database, persist', 'local server data'],
  ['reset, seed, demo data, wipe, fixtures', 'local server demo data reset'],
  ['offline, without account, without an account, no account, free, trial', 'offline local server account'],
  [
    'swagger, openapi, oas, spec, specification, schema file, yaml, codegen, generate client, api definition',
    'openapi yaml machines',
  ],
  ['golang, java, kotlin, ruby, php, csharp, rust, swift, powershell', 'openapi generators machines'],
  ['postman, insomnia, bruno, hoppscotch, collection', 'postman machines'],
  [
    'claude, codex, gemini, vscode, vs code, visual studio, windsurf, zed, ide, editor, cursor ide, mcp server',
    'mcp assistants editors',
  ],
  ['llm, ai, chatgpt, gpt, copilot, agent, mcp, markdown, cursor rules, language model', 'llms machines assistant'],
  [
    'sdk, deno, bun, commonjs, cjs, esm, library, npm, package, client library, typescript, javascript, node, nodejs, install',
    'client quickstart',
  ],
  [
    'getting started, get started, tutorial, hello world, first request, intro, introduction, begin, setup guide, onboarding',
    'quickstart start',
  ],
  ['ts client, js client, node client', 'quickstart client'],
  ['example, sample, curl, python, py, requests, js, ts', 'quickstart example'],
  [
    'release notes, version, versions, v1, v2, whats new, what s new, history, breaking change, deprecation, deprecated',
    'changelog',
  ],
  [
    'contract test, contract testing, schema validation, monitor, api change, api changes, api drift, detect changes',
    'drift',
  ],
]

/** Names of other test-management tools. */
export const otherTools: ReadonlySet<string> = new Set([
  'testrail',
  'zephyr',
  'xray',
  'qtest',
  'qase',
  'testlink',
  'practitest',
  'testmo',
  'tuskr',
  'testiny',
])

export interface TradeWord {
  /** One word, or several in this order. */
  says: string[]
  means: string[]
}

/** The longest first, so that `test suite` is matched before `suite`. */
export const tradeWords: TradeWord[] = groups
  .flatMap(([says, means]) =>
    says.split(', ').map((phrase) => ({ says: phrase.split(/[ -]/), means: means.split(' ') })),
  )
  .sort((one, other) => other.says.length - one.says.length)
