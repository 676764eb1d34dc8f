import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const howToBuild = `There are no docs here yet. Build them with \`pnpm build\`, then start the server with \`--docs <folder>\`.
`

export function hasDocs(folder: string | undefined): folder is string {
  return folder !== undefined && existsSync(join(folder, 'index.html'))
}

/** Serves a built docs site at `/`, or says there how to build one. */
export async function serveDocs(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (hasDocs(folder)) await app.register(fastifyStatic, { root: resolve(folder), dotfiles: 'ignore' })
  else app.get('/', (_request, reply) => reply.type('text/plain; charset=utf-8').send(howToBuild))
}
