/** A Fastify server with a constant response and no checks: the minimum cost of any server on Fastify. */
import { readFileSync } from 'node:fs'
import fastify from 'fastify'

const [port, file = ''] = process.argv.slice(2)
const body = readFileSync(file, 'utf8')
const app = fastify()
app.all('/*', (_request, reply) => {
  reply.type('application/json; charset=utf-8').send(body)
})
await app.listen({ port: Number(port), host: '127.0.0.1' })
