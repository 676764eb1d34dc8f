const decoder = /* @__PURE__ */ new TextDecoder()

/** The text of a body, empty where there is none. */
export function decode(body: ArrayBuffer | undefined): string {
  return decoder.decode(body)
}
