/** Completion scripts by shell. Each calls the program itself, so that it never becomes stale. */
export const scripts = {
  bash: `_tms() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(tms __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _tms tms
`,
  zsh: `#compdef tms
_tms() {
  local -a candidates
  candidates=("\${(@f)$(tms __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -a candidates
}
compdef _tms tms
`,
  fish: `function __tms_complete
  set -l words (commandline -opc) (commandline -ct)
  tms __complete -- $words[2..-1] 2>/dev/null
end
complete -c tms -f -a '(__tms_complete)'
`,
} as const

export type Shell = keyof typeof scripts
