import { basename, dirname } from 'node:path'

/** Name of the file that contains a node, without folder and extension. */
export function fileName({ location }) {
  return basename(location.source.absoluteRef).replace(/\.(ya?ml|json)$/, '')
}

export function folderName({ location }) {
  return basename(dirname(location.source.absoluteRef))
}

/** Whether a node is the whole content of its file. */
export function isWholeFile({ location }) {
  return location.pointer === '#/'
}
