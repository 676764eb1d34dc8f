import type { IncomingMessage } from 'node:http'
import type { BusboyFileStream, BusboyInstance } from '@fastify/busboy'
import { errorCodes, type FastifyRequest } from 'fastify'
import { drain } from '../drain.ts'
import { badRequest, unprocessable } from '../errors.ts'
import { shorten } from '../shorten.ts'
import { limits } from '../validation/limits.ts'
import { UploadedFile } from './uploaded-file.ts'

const mebibyte = 2 ** 20
const largestForm = 64 * mebibyte
const largestFile = 25 * mebibyte
const mostParts = 1000
/** Characters that the headers of a part may have. */
const largestHeaders = 8192

/**
 * Reads a form part by part while it comes in, so that others are served meanwhile, and nothing is kept of what goes beyond
 * a limit.
 *
 * @returns the parts by name
 */
export async function readParts(
  { headers }: FastifyRequest,
  payload: IncomingMessage,
): Promise<Map<string, UploadedFile>> {
  try {
    return await collect(await openForm(headers), payload)
  } catch (error) {
    // Or the client, which is still sending, could not read why it is refused.
    await drain(payload)
    throw error
  }
}

async function openForm(headers: FastifyRequest['headers']): Promise<BusboyInstance> {
  // Loaded by the first form, as every start would wait for it.
  const { Busboy } = await import('@fastify/busboy')
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': String(headers['content-type']) },
      limits: { fileSize: largestFile, headerSize: largestHeaders, parts: mostParts },
      // Also texts come as streams, with their limit.
      isPartAFile: () => true,
    })
  } catch {
    throw malformed()
  }
}

function collect(form: BusboyInstance, payload: IncomingMessage): Promise<Map<string, UploadedFile>> {
  const parts = new Map<string, UploadedFile>()
  let bytes = 0
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => {
      payload.unpipe(form)
      reject(error)
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
    payload.on('data', ({ length }: Buffer) => {
      bytes += length
      if (bytes > largestForm) refuse(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE())
    })
    payload.once('error', reject)
    // Closed before its end, that is: a form that has arrived whole may be closed before all of it is read.
    payload.once('close', () => payload.readableEnded || reject(malformed()))
    payload.pipe(form)
  })
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
