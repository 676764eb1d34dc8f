import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { demo, start } from '../start.ts'

const mebibyte = 2 ** 20
const end = '\r\n--B--\r\n'
const path = `/api/v1/projects/${demo.project}/test_runs/DEMO-R-1/test_cases`

test('forms that together are larger than 256 MiB are 503, until one of them has ended', async () => {
  const { server } = await start()
  const { hostname, port } = new URL(await server.listen({ port: 0 }))
  const send = () => sendForm(hostname, Number(port), server.apiKey)
  const open = await Promise.all(Array.from({ length: 4 }, send))

  const refused = await send()
  refused.socket.write(end)
  expect(await refused.response).toMatch(
    /^HTTP\/1.1 503 [\s\S]*retry-after: 1\r\n[\s\S]*forms of 256 MiB together are being received/i,
  )

  open[0]?.socket.destroy()
  await setTimeout(500)
  const accepted = await send()
  accepted.socket.write(end)
  expect(await accepted.response).toMatch(/^HTTP\/1.1 422 /)
})

/** Sends a form of 63 MiB in files, all but its end. */
async function sendForm(host: string, port: number, apiKey: string) {
  const socket = connect(port, host)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  const response = readResponse(socket)
  const file = (index: number) =>
    `--B\r\nContent-Disposition: form-data; name="attachments_0_${index}"; filename="x"\r\n\r\n${'x'.repeat(21 * mebibyte)}`
  const parts = [0, 1, 2].map(file).join('\r\n')
  const head = [`PUT ${path} HTTP/1.1`, 'Host: tms.test', `Authorization: Bearer ${apiKey}`, 'Connection: close']
  head.push('Content-Type: multipart/form-data; boundary=B', `Content-Length: ${parts.length + end.length}`)
  await new Promise((sent) => socket.write(`${head.join('\r\n')}\r\n\r\n${parts}`, sent))
  return { socket, response }
}

async function readResponse(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (chunk: Buffer) => {
    text += chunk
  })
  socket.on('error', () => {})
  await Promise.race([once(socket, 'end'), once(socket, 'close')])
  return text
}
