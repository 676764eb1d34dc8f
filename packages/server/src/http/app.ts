import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { watchImports } from '../junit/watch-imports.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Store } from '../store/schema.ts'
import { DataFileError } from '../store/sqlite/data-file-error.ts'
import { authenticate } from './auth.ts'
import { Background } from './background.ts'
import { ResponseCache } from './cache.ts'
import { refuseUnreadable } from './client-error.ts'
import { localServer } from './contract.ts'
import { allowPages } from './cors.ts'
import { sendMissingPage, serveDocs } from './docs.ts'
import { drain } from './drain.ts'
import { ApiError, toApiError, unknownRoute } from './errors.ts'
import { addFaults } from './faults.ts'
import { acceptForms, formType } from './forms/accept.ts'
import { parseJson } from './json.ts'
import { addLatency } from './latency.ts'
import { limitRequests } from './rate-limit.ts'
import { addRoutes, type Services } from './routes.ts'
import { closeInTime, inTime } from './shutdown.ts'

/** Time limits in milliseconds: to receive a request, and for an idle connection. */
const longestRequest = 120_000
const longestSilence = 120_000
/** Time limit of each shutdown step, in milliseconds. */
const longestEnd = 700

export interface AppOptions {
  docs: string | undefined
  /** Which web pages may read responses besides those of this machine: an origin, `*` or `none`. */
  cors: string | undefined
  profile: Profile
  /** Limit of requests per second and key; 0 for no limit. */
  rateLimit: number
  /** Delay of each request in milliseconds. */
  latency: number
  /** Whether clients can request faults. */
  faults: boolean
  /** Whether to log each request. */
  logRequests: boolean
  log: (line: string) => void
  /** Called with the reason when nothing can be stored any more. */
  onFatal: (error: Error) => void
  /** Called last, after which the store is no longer used. */
  atClose: () => Promise<void>
}

export async function createApp(store: Store, options: AppOptions): Promise<FastifyInstance> {
  const { docs, profile, log, logRequests } = options
  const app = fastify({
    exposeHeadRoutes: false,
    frameworkErrors: sendError,
    clientErrorHandler: refuseUnreadable,
    genReqId: () => randomUUID(),
    requestTimeout: longestRequest,
    connectionTimeout: longestSilence,
    // Only trusts local proxies: with a TLS proxy on this machine, and with `fetch`, links get the right origin.
    trustProxy: 'loopback',
    // A long ID must be reported as an unknown ID, not as an unknown route.
    routerOptions: { maxParamLength: 100_000 },
  })
  app.addHook('onRequest', (request, reply, done) => {
    addRequestId(request, reply)
    done()
  })
  closeInTime(app)
  if (logRequests) {
    app.addHook('onResponse', async ({ id, method, url }, { statusCode, elapsedTime }) => {
      // Without the query, which may contain confidential data.
      log(`${id} ${method} ${url.split('?')[0]} ${statusCode} ${Math.round(elapsedTime)} ms`)
    })
  }
  const background = new Background(log)
  let isStopped = false
  let stopWatching = () => {}
  app.addHook('onClose', async () => {
    stopWatching()
    // The next start continues imports that do not finish in time.
    await inTime(background.finish(), longestEnd)
    background.stop()
    background.start(options.atClose)
    await inTime(background.finish(), longestEnd)
    await inTime(store.destroy(), longestEnd)
  })
  app.setErrorHandler(sendError)
  app.setNotFoundHandler(async (request, reply) => {
    if (!(await sendMissingPage(docs, request, reply))) refuseUnknownRoute()
    return reply
  })

  await app.register(
    async (api) => serveApi(api, { store, cache: new ResponseCache(store), background, profile }, options),
    {
      prefix: localServer.pathname,
    },
  )
  await serveDocs(app, docs)
  await app.ready()
  stopWatching = await watchImports(store, background)
  return app

  function addRequestId({ id }: FastifyRequest, reply: FastifyReply): void {
    for (const name of profile.requestIdHeaders) reply.header(name, id)
  }

  /** Reports an error after which no request can succeed. */
  function stopFor(error: Error): void {
    if (!isStopped) options.onFatal(error)
    isStopped = true
  }

  function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    request.formShare?.close()
    const refusal = toApiError(error, request.mediaType === formType ? '64 MiB' : '1 MiB')
    const { status, body } = profile.refusal(refusal, request.routeOptions.config.operation?.id)
    if (error instanceof DataFileError) stopFor(error)
    else if (status === 500 && !(error instanceof ApiError) && !reply.raw.destroyed)
      log(`${request.id} ${request.method} ${request.routeOptions.url}: ${stackOf(error)}`)
    if (status === 503) reply.header('retry-after', '1')
    addRequestId(request, reply)
    reply.code(status)
    if ((error as { code?: string }).code !== 'FST_ERR_CTP_BODY_TOO_LARGE') reply.send(body)
    else void drain(request.raw).then((isWhole) => sendAfterBody(reply, body, isWhole))
  }
}

async function serveApi(api: FastifyInstance, services: Services, options: AppOptions): Promise<void> {
  const { cors, rateLimit, faults, latency } = options
  allowPages(api, cors)
  authenticate(api, services)
  if (rateLimit > 0) limitRequests(api, rateLimit)
  if (latency > 0) addLatency(api, latency)
  if (faults) addFaults(api)
  api.addHook('onRequest', ({ is404 }, _reply, done) => {
    // Before the body is read: for an unknown path it is irrelevant.
    done(is404 ? unknownRoute() : undefined)
  })
  api.setNotFoundHandler(refuseUnknownRoute)
  // Otherwise the docs at `/` would respond to unknown paths of the API.
  for (const url of ['/', '/*']) api.route({ method: ['GET', 'HEAD'], url, handler: refuseUnknownRoute })
  acceptJson(api)
  acceptForms(api)
  addRoutes(api, services)
}

/** Accepts an empty body: some clients send `Content-Type: application/json` with every request. */
function acceptJson(api: FastifyInstance): void {
  api.removeAllContentTypeParsers()
  api.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (_request: FastifyRequest, bytes: Buffer, done) => {
      try {
        done(null, bytes.length === 0 ? undefined : parseJson('body', bytes))
      } catch (error) {
        done(error as Error)
      }
    },
  )
}

/**
 * Keeps the connection open if the whole request has arrived; Fastify would close it, since the client may still be
 * sending.
 */
function sendAfterBody(reply: FastifyReply, body: object, isWhole: boolean): void {
  if (isWhole) reply.removeHeader('connection')
  reply.send(body)
}

function refuseUnknownRoute(): never {
  throw unknownRoute()
}

function stackOf(error: unknown): string {
  return error instanceof Error ? String(error.stack) : String(error)
}
