import { basename, dirname } from 'node:path'

/** Name of the file that a node stands in, without folder and extension. */
export function fileName({ location }) {
  return basename(location.source.absoluteRef).replace(/\.(ya?ml|json)$/, '')
}

export function folderName({ location }) {
  return basename(dirname(location.source.absoluteRef))
}

/** Whether a node is all that its file holds. */
export function isWholeFile({ location }) {
  return location.pointer === '#/'
}
