import { hash as digest, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { deleteKey, readKeys, saveKeyHash } from './api-keys.ts'
import { isDatabase, isUrl, type Place } from './place.ts'
import type { Store } from './schema.ts'
import { DataFileError } from './sqlite/data-file-error.ts'
import { transact } from './transact.ts'

/** The API key cannot be sent in a header. The message names its source, but not the key. */
export class InvalidKeyError extends Error {
  override readonly name = 'InvalidKeyError'

  constructor(source: string, expectation = 'be one or more visible ASCII characters, without spaces') {
    super(`${source} must ${expectation}`)
  }
}

export function checkKey(key: string, source: string): void {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new InvalidKeyError(source)
  // A key is printed, and a database URL may contain a password.
  if (isUrl(key)) throw new InvalidKeyError(source, 'be a key, got a URL')
}

export interface ProvidedKey {
  key: string
  /** Whether it is removed when the server stops, because a later start could not find it. */
  isTemporary: boolean
}

/** Ensures that the store accepts a key, and returns it. */
export async function provideKey(store: Store, place: Place, given: string | undefined): Promise<ProvidedKey> {
  const file = keyFileOf(place)
  const key = given ?? (file === undefined ? createKey() : keepKey(file))
  await saveKey(store, key)
  return { key, isTemporary: given === undefined && file === undefined }
}

/** Creates a key that the store accepts. It cannot be read again. */
export async function addKey(store: Store): Promise<{ id: string; key: string }> {
  const key = createKey()
  return { id: idOf(await saveKey(store, key)), key }
}

/** Keys, oldest first. */
export async function listKeys(store: Store): Promise<{ id: string; created_at: number }[]> {
  return (await readKeys(store)).map(({ hash, created_at }) => ({ id: idOf(hash), created_at }))
}

/** Returns whether the key existed. */
export async function revokeKey(store: Store, place: Place, id: string): Promise<boolean> {
  const found = (await readKeys(store)).find(({ hash }) => idOf(hash) === id.toLowerCase())
  if (!found) return false
  await transact(store, (transaction) => deleteKey(transaction, found.hash))
  const file = keyFileOf(place)
  // Otherwise the next start would accept the key again.
  if (file && existsSync(file) && hash(keepKey(file)).toString('hex') === found.hash) rmSync(file)
  return true
}

export async function forgetKey(store: Store, key: string): Promise<void> {
  await transact(store, (transaction) => deleteKey(transaction, hash(key).toString('hex')))
}

/** The hash of the key, if it is one of the known hashes. */
export function findKeyHash(key: string, known: Buffer[]): string | undefined {
  const sent = hash(key)
  // Compares all: stopping at the first match would reveal by timing which key matched.
  const [found] = known.filter((stored) => timingSafeEqual(stored, sent))
  return found?.toString('hex')
}

/**
 * Path of the key file, next to the data file. Databases have none: revoking a key on another machine would miss the
 * file.
 */
function keyFileOf(place: Place): string | undefined {
  return place === ':memory:' || isDatabase(place) ? undefined : `${place}.key`
}

function keepKey(file: string): string {
  const key = readOrMake(file)
  checkKey(key, `The key in ${file} (delete the file to get a new one)`)
  return key
}

function readOrMake(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : writeKey(file, createKey())
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    const mayNot = ['EACCES', 'EPERM', 'EROFS'].includes(code)
    const reason = mayNot ? 'this user may not read or write it' : 'it cannot be read or written'
    throw new DataFileError(file, `${reason} (${message})`, error)
  }
}

/** Writes to a temporary file and renames it, so that nobody can read a partial key. */
function writeKey(file: string, key: string): string {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${key}\n`, { mode: 0o600 })
  renameSync(draft, file)
  return key
}

async function saveKey(store: Store, key: string): Promise<string> {
  const hashed = hash(key).toString('hex')
  await transact(store, (transaction) => saveKeyHash(transaction, hashed))
  return hashed
}

/** The public ID of a key. */
function idOf(hash: string): string {
  return hash.slice(0, 8)
}

function createKey(): string {
  return `local_${randomBytes(24).toString('base64url')}`
}

function hash(key: string): Buffer {
  return digest('sha256', key, 'buffer')
}
