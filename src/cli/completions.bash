_clap_complete_certpath() {
    local IFS=$'\013'
    local _CLAP_COMPLETE_COMP_TYPE=${COMP_TYPE}
    if compopt +o nospace 2> /dev/null; then
        local _CLAP_COMPLETE_SPACE=false
    else
        local _CLAP_COMPLETE_SPACE=true
    fi
    # Pieces without a blank between them are one word.
    local words=() count=0 rest=${COMP_LINE-} i piece
    for ((i = 0; i <= COMP_CWORD; i++)); do
        piece=${COMP_WORDS[i]}
        local joins=false
        if [[ $i -gt 0 && -n $rest && $rest != [[:blank:]]* ]]; then
            joins=true
        fi
        rest=${rest#"${rest%%[![:blank:]]*}"}
        rest=${rest#"$piece"}
        if [[ $i -eq $COMP_CWORD && ! ( -z $2 && $piece == [=:@] ) ]]; then
            piece=$2
            # Behind a cut at `@`, bash gives the `@` again.
            if [[ $joins == true && ${words[count - 1]} == *@ ]]; then
                piece=${piece#@}
            fi
        fi
        if [[ $joins == true ]]; then
            words[count - 1]+=$piece
        else
            words[count]=$piece
            count=$((count + 1))
        fi
    done
    local before=${words[count - 1]%"$2"}
    COMPREPLY=( $( \
        _CLAP_IFS="$IFS" \
        _CLAP_COMPLETE_INDEX="$((count - 1))" \
        _CLAP_COMPLETE_COMP_TYPE="$_CLAP_COMPLETE_COMP_TYPE" \
        _CLAP_COMPLETE_SPACE="$_CLAP_COMPLETE_SPACE" \
        CERTPATH_COMPLETE="bash" \
        "certpath" -- "${words[@]}" \
    ) )
    if [[ $? != 0 ]]; then
        unset COMPREPLY
        return
    fi
    # bash replaces only what is behind the last cut.
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]=${COMPREPLY[i]#"$before"}
    done
    # Behind `@` stand dates and files; bash itself would offer hosts.
    if [[ ${words[count - 1]} == *@* ]]; then
        compopt +o bashdefault 2> /dev/null
    fi
    if [[ $_CLAP_COMPLETE_SPACE == false ]] && [[ "${COMPREPLY-}" =~ [=/:]$ ]]; then
        compopt -o nospace
    fi
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -o nospace -o bashdefault -o nosort -F _clap_complete_certpath certpath
else
    complete -o nospace -o bashdefault -F _clap_complete_certpath certpath
fi
