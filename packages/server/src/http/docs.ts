import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { loadOptional } from '../optional.ts'
import { localServer } from './contract.ts'
import { isInside, ownScripts, securityHeaders } from './docs-headers.ts'

const howToServe = 'There are no docs here. To serve a built docs site, start the server with --docs <folder>.\n'

/** Asks again by itself, as \`start\` builds the docs while the server is running. */
const notYet = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="2">
<title>The docs are not built yet</title>
<body style="font: 1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem">
<h1>The docs are not built yet</h1>
<p>If this server was started with <code>pnpm start</code>, they are being built, and appear here in less than a minute.
Otherwise build them with <code>pnpm docs:build</code>.</p>
<p>The API works already.</p>
`

export function hasDocs(folder: string): boolean {
  return existsSync(join(folder, 'index.html'))
}

/** Serves a built docs site at `/`, also one that is built later, or says there how to serve one. */
export async function serveDocs(app: FastifyInstance, folder: string | undefined): Promise<void> {
  // In a context of its own, as a hook of the whole app would be one of the API too.
  await app.register(async (site) => {
    // Redirects and refusals have them too.
    site.addHook('onRequest', (_request, reply, done) => {
      reply.headers(securityHeaders())
      done()
    })
    if (folder === undefined) {
      site.get('/', (_request, reply) => reply.type('text/plain; charset=utf-8').send(howToServe))
    } else await serveFolder(site, folder)
  })
}

async function serveFolder(site: FastifyInstance, folder: string): Promise<void> {
  // Loaded by those alone who have docs, as it takes its time.
  const { fastifyStatic } = await loadOptional('@fastify/static', '--docs', () => import('@fastify/static'))
  await site.register(fastifyStatic, {
    root: resolve(folder),
    dotfiles: 'ignore',
    redirect: true,
    // So that a page knows that there is an API at its own origin.
    setHeaders: (reply, file, { mtimeMs }) => {
      reply.headers({ 'x-tms-api': localServer.pathname, ...securityHeaders(ownScripts(file, mtimeMs)) })
    },
    allowedPath: (pathname) => isInside(folder, pathname),
  })
}

/** Sends for a page that is not there the site's own page for that; false if that is not for the docs to say. */
export async function sendMissingPage(
  folder: string | undefined,
  { method }: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  if (folder === undefined || (method !== 'GET' && method !== 'HEAD')) return false
  const html = reply.type('text/html; charset=utf-8').headers(securityHeaders())
  if (!hasDocs(folder)) html.code(503).header('retry-after', '2').send(notYet)
  else if (existsSync(join(folder, '404.html'))) html.code(404).send(await readFile(join(folder, '404.html')))
  else return false
  return true
}
