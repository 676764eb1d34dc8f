/** A Fastify server with the body limits of our server and a constant response. */
import fastify from 'fastify'

const [port] = process.argv.slice(2)
const app = fastify({ bodyLimit: 2 ** 20, routerOptions: { maxParamLength: 100_000 } })
app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer', bodyLimit: 64 * 2 ** 20 }, async () => undefined)
app.all('/*', (_request, reply) => {
  reply.send({ message: '' })
})
await app.listen({ port: Number(port), host: '127.0.0.1' })
