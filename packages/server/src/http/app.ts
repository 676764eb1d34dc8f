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

/** In milliseconds: for a request to arrive, and for a connection on which nothing moves. */
const longestRequest = 120_000
const longestSilence = 120_000
/** For each of the last steps. */
const longestEnd = 700

export interface AppOptions {
  docs: string | undefined
  /** Which web pages may read responses besides those of this machine: an origin, `*` or `none`. */
  cors: string | undefined
  profile: Profile
  /** Requests in a second that each key has; 0 for any number. */
  rateLimit: number
  /** So many milliseconds each request waits. */
  latency: number
  /** Whether requests may ask for faults. */
  faults: boolean
  /** Whether each request gets a line too. */
  logRequests: boolean
  log: (line: string) => void
  /** Learns why nothing can be stored any more. */
  onFatal: (error: Error) => void
  /** The last thing that is done with the store. */
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
    // Only so that a TLS proxy on this machine, and `fetch`, get links with their own origin.
    trustProxy: 'loopback',
    // Long IDs are unknown IDs, not unknown routes.
    routerOptions: { maxParamLength: 100_000 },
  })
  app.addHook('onRequest', (request, reply, done) => {
    addRequestId(request, reply)
    done()
  })
  closeInTime(app)
  if (logRequests) {
    app.addHook('onResponse', async ({ id, method, url }, { statusCode, elapsedTime }) => {
      // Without the query, which may hold what nobody should read.
      log(`${id} ${method} ${url.split('?')[0]} ${statusCode} ${Math.round(elapsedTime)} ms`)
    })
  }
  const background = new Background(log)
  let isStopped = false
  let stopWatching = () => {}
  app.addHook('onClose', async () => {
    stopWatching()
    // What an import has not done by then, the next start goes on with.
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

  /** Nothing that follows can succeed. */
  function stopFor(error: Error): void {
    if (!isStopped) options.onFatal(error)
    isStopped = true
  }

  function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
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
    // Before the body is read: whatever it is, the path is what is wrong.
    done(is404 ? unknownRoute() : undefined)
  })
  api.setNotFoundHandler(refuseUnknownRoute)
  // The docs at `/` would respond to unknown paths of the API too.
  for (const url of ['/', '/*']) api.route({ method: ['GET', 'HEAD'], url, handler: refuseUnknownRoute })
  acceptJson(api)
  acceptForms(api)
  addRoutes(api, services)
}

/** Clients that send `Content-Type: application/json` with every request send it without a body too. */
function acceptJson(api: FastifyInstance): void {
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('application/json', { parseAs: 'string' }, async (_request: FastifyRequest, text: string) =>
    text === '' ? undefined : parseJson('body', text),
  )
}

/** Fastify would close the connection, since the client may still be sending; it need not if that has ended. */
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
