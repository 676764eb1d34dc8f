// CommonJS, as `require()` and Jest load it: the same classes as those of `import`.
const { createClient, ApiError, TestsigmaError, UsageError } = require('@testsigma-tms/client')
const { createResolver } = require('@testsigma-tms/client/helpers')
const { createHttp } = require('@testsigma-tms/client/http')

async function main() {
  const imported = await import('@testsigma-tms/client')
  const tms = createClient()
  const error = await tms.projects.get({ project_id: '00000000-0000-4000-8000-000000000000' }).catch((it) => it)
  const { data } = await createHttp().GET('/users')
  return {
    sameClasses: imported.ApiError === ApiError && error instanceof imported.TestsigmaError,
    instanceOf: [error instanceof ApiError, error instanceof TestsigmaError, error instanceof UsageError],
    user: typeof (await createResolver(tms).user('jane.doe@example.com')),
    users: data.data.length > 0,
  }
}

main().then((outcome) => console.log(JSON.stringify(outcome)))
