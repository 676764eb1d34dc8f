import { hash as digest, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { deleteKey, readKeys, saveKeyHash } from './api-keys.ts'
import { isDatabase, isUrl, type Place } from './place.ts'
import type { Store } from './schema.ts'
import { DataFileError } from './sqlite/data-file-error.ts'

/** The API key cannot be sent in a header; the message says where it comes from, never what it is. */
export class InvalidKeyError extends Error {
  override readonly name = 'InvalidKeyError'

  constructor(source: string, expectation = 'be one or more visible ASCII characters, without spaces') {
    super(`${source} must ${expectation}`)
  }
}

export function checkKey(key: string, source: string): void {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new InvalidKeyError(source)
  // A key is printed, and the URL of a database may hold a password.
  if (isUrl(key)) throw new InvalidKeyError(source, 'be a key, got a URL')
}

export interface ProvidedKey {
  key: string
  /** Whether it goes when the server stops, as no other start would find it. */
  isTemporary: boolean
}

/** Makes sure that the store accepts some key, and returns that key. */
export async function provideKey(store: Store, place: Place, given: string | undefined): Promise<ProvidedKey> {
  const file = keyFileOf(place)
  const key = given ?? (file === undefined ? createKey() : keepKey(file))
  await saveKey(store, key)
  return { key, isTemporary: given === undefined && file === undefined }
}

/** Makes a key that the store accepts. Nobody can read it again. */
export async function addKey(store: Store): Promise<{ id: string; key: string }> {
  const key = createKey()
  return { id: idOf(await saveKey(store, key)), key }
}

/** Oldest first. */
export async function listKeys(store: Store): Promise<{ id: string; created_at: number }[]> {
  return (await readKeys(store)).map(({ hash, created_at }) => ({ id: idOf(hash), created_at }))
}

/** Returns whether there was such a key. */
export async function revokeKey(store: Store, place: Place, id: string): Promise<boolean> {
  const found = (await readKeys(store)).find(({ hash }) => idOf(hash) === id.toLowerCase())
  if (!found) return false
  await store.transaction().execute((transaction) => deleteKey(transaction, found.hash))
  const file = keyFileOf(place)
  // Or else the next start would accept the key again.
  if (file && existsSync(file) && hash(keepKey(file)).toString('hex') === found.hash) rmSync(file)
  return true
}

export async function forgetKey(store: Store, key: string): Promise<void> {
  await store.transaction().execute((transaction) => deleteKey(transaction, hash(key).toString('hex')))
}

/** The hash of the key, if it is among the known ones. */
export function findKeyHash(key: string, known: Buffer[]): string | undefined {
  const sent = hash(key)
  // Not `some`, which stops at the first match: the time must not tell which key it was.
  const [found] = known.filter((stored) => timingSafeEqual(stored, sent))
  return found?.toString('hex')
}

/** Beside a data file. A database has none: it may be on another machine, and revoking a key there would miss the file. */
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
    throw new DataFileError(file, `this user may not read or write it (${(error as Error).message})`, error)
  }
}

/** Written elsewhere and then moved, so that nobody ever reads half a key. */
function writeKey(file: string, key: string): string {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${key}\n`, { mode: 0o600 })
  renameSync(draft, file)
  return key
}

async function saveKey(store: Store, key: string): Promise<string> {
  const hashed = hash(key).toString('hex')
  await store.transaction().execute((transaction) => saveKeyHash(transaction, hashed))
  return hashed
}

/** What people call a key by. */
function idOf(hash: string): string {
  return hash.slice(0, 8)
}

function createKey(): string {
  return `local_${randomBytes(24).toString('base64url')}`
}

function hash(key: string): Buffer {
  return digest('sha256', key, 'buffer')
}
