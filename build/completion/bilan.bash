# What bash completes of bilan: the program itself says what may come next.
_bilan() {
    local IFS=$'\n' line program=${COMP_WORDS[0]/#\~/$HOME}
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    COMPREPLY=()
    for line in $("$program" --completion "${words[@]/#\~/$HOME}" 2>/dev/null); do
        line=${line%%$'\t'*}
        COMPREPLY+=("$(printf '%q' "$line")")
    done
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -F _bilan bilan
