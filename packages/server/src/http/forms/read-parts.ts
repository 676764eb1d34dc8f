import type { IncomingMessage } from 'node:http'
import type { BusboyFileStream, BusboyInstance } from '@fastify/busboy'
import { errorCodes, type FastifyRequest } from 'fastify'
import { drain } from '../drain.ts'
import { badRequest, unavailable, unprocessable } from '../errors.ts'
import { shorten } from '../shorten.ts'
import { limits } from '../validation/limits.ts'
import { type FormShare, mostBytes } from './budget.ts'
import { UploadedFile } from './uploaded-file.ts'

const mebibyte = 2 ** 20
const largestForm = 64 * mebibyte
const largestFile = 25 * mebibyte
const mostParts = 1000
/** Maximum number of characters in the headers of a part. */
const largestHeaders = 8192

/**
 * Reads a form part by part while it arrives, so that other requests can be served meanwhile, and data beyond a limit
 * is not stored.
 *
 * @returns the parts by name
 */
export async function readParts(
  { headers }: FastifyRequest,
  payload: IncomingMessage,
  share: FormShare,
): Promise<Map<string, UploadedFile>> {
  try {
    return await collect(await openForm(headers), payload, share)
  } catch (error) {
    share.close()
    // Otherwise a client that is still sending could not read the refusal.
    await drain(payload)
    throw error
  }
}

async function openForm(headers: FastifyRequest['headers']): Promise<BusboyInstance> {
  // Loaded with the first form, because it would slow down every start.
  const { Busboy } = await import('@fastify/busboy')
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': String(headers['content-type']) },
      limits: { fileSize: largestFile, headerSize: largestHeaders, parts: mostParts },
      // Texts are streamed too, with their own limit.
      isPartAFile: () => true,
    })
  } catch {
    throw malformed()
  }
}

function collect(form: BusboyInstance, payload: IncomingMessage, share: FormShare): Promise<Map<string, UploadedFile>> {
  const parts = new Map<string, UploadedFile>()
  let bytes = 0
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => {
      payload.removeListener('data', count)
      payload.unpipe(form)
      reject(error)
    }
    const count = ({ length }: Buffer) => {
      bytes += length
      if (bytes > largestForm) refuse(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE())
      else if (!share.take(length)) refuse(tooManyForms())
    }
    const take = (name: string | undefined, stream: BusboyFileStream, fileName: string | undefined, type: string) => {
      if (name === undefined) return refuse(malformed())
      if (parts.has(name)) return refuse(unprocessable(`${shorten(name)}: must not be given twice`))
      const part = new UploadedFile(name, fileName, type)
      parts.set(name, part)
      stream.on('data', (piece: Buffer) => {
        part.add(piece)
        if (!part.isFile && part.size > limits.document) refuse(largeText(name))
      })
      stream.on('limit', () => refuse(largeFile(name)))
      stream.on('error', () => refuse(malformed()))
    }
    form.on('file', (name, stream, fileName, _encoding, type) => take(name, stream, fileName, type))
    form.on('partsLimit', () => refuse(badRequest(`body: must not have more than ${mostParts} parts`)))
    form.on('error', () => refuse(malformed()))
    form.on('finish', () => resolve(parts))
    payload.on('data', count)
    payload.once('error', reject)
    // The connection was closed early. A form that has arrived completely may be closed before it is parsed.
    payload.once('close', () => payload.readableEnded || reject(malformed()))
    payload.pipe(form)
  })
}

function tooManyForms(): Error {
  return unavailable(`forms of ${mostBytes / mebibyte} MiB together are being received`)
}

function malformed(): Error {
  return badRequest('body: not a valid multipart/form-data body with the boundary that Content-Type names')
}

function largeFile(name: string): Error {
  return unprocessable(`${shorten(name)}: must be ${largestFile / mebibyte} MiB or less`)
}

function largeText(name: string): Error {
  return badRequest(`${shorten(name)}: must be a string of ${limits.document / mebibyte} MiB or less`)
}
