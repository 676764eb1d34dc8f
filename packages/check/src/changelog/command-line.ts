import { type ContractCommand, commandsOf } from '@testsigma-tms/cli/commands'
import type { Contract } from '@testsigma-tms/spec/contract'

/** Changes of the command line: one sentence per change, which several commands may share. */
export function commandLineChanges(before: Contract, after: Contract): string[] {
  const earlier = new Map(commandsOf(before).map((command) => [command.operationId, command]))
  const later = commandsOf(after)
  const gone = [...earlier.values()].filter(({ operationId }) => later.every((one) => one.operationId !== operationId))
  return [
    ...gone.map(({ command }) => `\`${command}\` is gone`),
    ...later.flatMap((command) => ofCommand(earlier.get(command.operationId), command)),
    ...flagChanges(earlier, later),
  ]
}

function ofCommand(before: ContractCommand | undefined, { command }: ContractCommand): string[] {
  if (before === undefined) return [`\`${command}\` is new`]
  return before.command === command ? [] : [`\`${before.command}\` is now \`${command}\``]
}

function flagChanges(earlier: ReadonlyMap<string, ContractCommand>, later: readonly ContractCommand[]): string[] {
  const changes = later.flatMap((command) => {
    const before = earlier.get(command.operationId)
    return before ? ofFlags(before, command).map((change) => ({ change, command: command.command })) : []
  })
  return Array.from(
    Map.groupBy(changes, ({ change }) => change),
    ([change, same]) => {
      const names = same.map(({ command }) => `\`${command}\``)
      const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
      return `${change} in ${shown}`
    },
  )
}

function ofFlags(before: ContractCommand, after: ContractCommand): string[] {
  const missingIn = (one: ContractCommand, other: ContractCommand) => {
    return one.flags.filter(({ flag }) => other.flags.every((each) => each.flag !== flag))
  }
  const [removed, added] = [missingIn(before, after), missingIn(after, before)]
  const [old, replacement] = [removed[0], added[0]]
  const isRenamed = removed.length === 1 && added.length === 1 && old?.kind === replacement?.kind
  const needed = after.flags.filter(({ flag, required }) => {
    return required && before.flags.some((each) => each.flag === flag && !each.required)
  })
  return [
    ...(isRenamed
      ? [`\`--${old?.flag}\` is now \`--${replacement?.flag}\``]
      : [...removed.map(({ flag }) => `\`--${flag}\` is gone`), ...added.map(({ flag }) => `\`--${flag}\` is new`)]),
    ...needed.map(({ flag }) => `\`--${flag}\` is required now`),
  ]
}
