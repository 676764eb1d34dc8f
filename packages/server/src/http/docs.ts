import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { loadOptional } from '../optional.ts'
import { localServer } from './contract.ts'
import { isInside, ownScripts, securityHeaders } from './docs-headers.ts'

const howToServe = 'There are no docs here. To serve a built docs site, start the server with --docs <folder>.\n'

/** Reloads itself, because `pnpm start` builds the docs while the server is running. */
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

/** Serves a built docs site at `/`, even if it is built later, or a hint how to serve one. */
export async function serveDocs(app: FastifyInstance, folder: string | undefined): Promise<void> {
  // In a separate context: a hook on the whole app would also apply to the API.
  await app.register(async (site) => {
    // Redirects and refusals get the headers too.
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
  // Imported only if docs are served, because it is slow to load.
  const { fastifyStatic } = await loadOptional('@fastify/static', '--docs', () => import('@fastify/static'))
  await site.register(fastifyStatic, {
    root: resolve(folder),
    dotfiles: 'ignore',
    redirect: true,
    // Tells the page that there is an API at its own origin.
    setHeaders: (reply, file, { mtimeMs }) => {
      reply.headers({ 'x-tms-api': localServer.pathname, ...securityHeaders(ownScripts(file, mtimeMs)) })
    },
    allowedPath: (pathname) => isInside(folder, pathname),
  })
}

/** Sends the site's own page for a missing page; returns false if the path is not part of the docs. */
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
