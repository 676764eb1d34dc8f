import ts from 'typescript'

type ObjectSchema = ts.PropertySignature & { readonly name: ts.Identifier; readonly type: ts.TypeLiteralNode }

/**
 * Makes an interface of every schema that is an object. openapi-typescript makes aliases of places in one large type,
 * and editors show what such a place holds, never its name.
 */
export function withInterfaces(nodes: readonly ts.Node[]): ts.Node[] {
  const schemas = nodes.flatMap(objectSchemas)
  const names = new Set(schemas.map(({ name }) => name.text))
  const isReplaced = (node: ts.Node) => ts.isTypeAliasDeclaration(node) && names.has(node.name.text)
  const rest = nodes.filter((node) => !isReplaced(node)).map((node) => withReferences(node, new Set(schemas)))
  return [...rest, ...schemas.map(interfaceOf)]
}

/** The properties of `components.schemas` that are objects. */
function objectSchemas(node: ts.Node): ObjectSchema[] {
  if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'components') return []
  const schemas = node.members.find(
    (member) => member.name && ts.isIdentifier(member.name) && member.name.text === 'schemas',
  )
  if (!schemas || !ts.isPropertySignature(schemas) || !schemas.type || !ts.isTypeLiteralNode(schemas.type)) return []
  return schemas.type.members.filter(isObjectSchema)
}

function isObjectSchema(member: ts.TypeElement): member is ObjectSchema {
  if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) return false
  return member.type !== undefined && ts.isTypeLiteralNode(member.type)
}

function withReferences(root: ts.Node, schemas: ReadonlySet<ts.Node>): ts.Node {
  const visit = (node: ts.Node): ts.Node => {
    if (!schemas.has(node)) return ts.visitEachChild(node, visit, undefined)
    const { modifiers, name, questionToken } = node as ObjectSchema
    const reference = ts.factory.createTypeReferenceNode(name.text)
    return ts.factory.createPropertySignature(modifiers, name, questionToken, reference)
  }
  return ts.visitEachChild(root, visit, undefined)
}

function interfaceOf(schema: ObjectSchema): ts.InterfaceDeclaration {
  const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)]
  const { name, type } = schema
  const declaration = ts.factory.createInterfaceDeclaration(exported, name.text, undefined, undefined, type.members)
  return ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(schema))
}
