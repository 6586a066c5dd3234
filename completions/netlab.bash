#!/bin/bash

__netlab_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__netlab_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__netlab_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__netlab_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_netlab() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __netlab_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    resolve|services|byteorder|serve|probe|capture|help)
        # Offer subcommand argument completions
        "_netlab_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'resolve services byteorder serve probe capture help' -- "${cur}"))
        ;;
    esac
}

_netlab_resolve() {
    repeating_flags=()
    non_repeating_flags=(--explain --compare --tcp --no-edns --short -4 -6 --json --version -h --help)
    repeating_options=(--flags --type --server)
    non_repeating_options=(--using --watch --file --concurrency --timeout --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--using')
        __netlab_add_completions -W 'gethostname'$'\n''getfqdn'$'\n''gethostbyname'$'\n''gethostbyname_ex'$'\n''gethostbyaddr'$'\n''getaddrinfo'$'\n''getnameinfo'
        return
        ;;
    '--flags')
        return
        ;;
    '--type')
        return
        ;;
    '--server')
        return
        ;;
    '--watch')
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--concurrency')
        return
        ;;
    '--timeout')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_services() {
    repeating_flags=()
    non_repeating_flags=(--protocols --short --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--match --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--match')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __netlab_add_completions -W "$(eval 'netlab services --short')"
        return
        ;;
    esac
}

_netlab_byteorder() {
    repeating_flags=()
    non_repeating_flags=(--signed --float --bytes --swap --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--width --file --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--width')
        __netlab_add_completions -W '8'$'\n''16'$'\n''32'$'\n''64'$'\n''128'
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __netlab_add_completions -W 'htons'$'\n''ntohs'$'\n''htonl'$'\n''ntohl'$'\n''htonll'$'\n''ntohll'
        return
        ;;
    esac
}

_netlab_serve() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __netlab_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    echo|discard|chargen|daytime|time|timestamp|repeat|chat|doctor|http|all)
        # Offer subcommand argument completions
        "_netlab_serve_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'echo discard chargen daytime time timestamp repeat chat doctor http all' -- "${cur}"))
        ;;
    esac
}

_netlab_serve_echo() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_discard() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_chargen() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_daytime() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--greeting --port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--greeting')
        return
        ;;
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_time() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_timestamp() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_repeat() {
    repeating_flags=()
    non_repeating_flags=(--wait-for-enter --inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--times --receive-size --port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--times')
        return
        ;;
    '--receive-size')
        return
        ;;
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_chat() {
    repeating_flags=()
    non_repeating_flags=(--turns --room --inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--goodbye --greeting --encoding --port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--goodbye')
        return
        ;;
    '--greeting')
        return
        ;;
    '--encoding')
        return
        ;;
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_doctor() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--encoding --port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--encoding')
        return
        ;;
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_http() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--header --listen --allow --deny)
    non_repeating_options=(--status --body --port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--status')
        return
        ;;
    '--body')
        return
        ;;
    '--header')
        return
        ;;
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_serve_all() {
    repeating_flags=()
    non_repeating_flags=(--inetd --reuse-port -4 -6 --once --no-read --verbose --daemon --json --version -h --help)
    repeating_options=(--listen --allow --deny)
    non_repeating_options=(--port-offset --port-file --backlog --mode --model --for --count --max-connections --idle-timeout --max-bytes --drain --delay --rate --chunk --chunk-gap --reset-after --close-after --half-close --refuse --seed --answer-limit --loss --duplicate --reorder --truncate --log --pid-file --record --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--port-offset')
        return
        ;;
    '--listen')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--backlog')
        return
        ;;
    '--mode')
        return
        ;;
    '--allow')
        return
        ;;
    '--deny')
        return
        ;;
    '--model')
        return
        ;;
    '--for')
        return
        ;;
    '--count')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--idle-timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--drain')
        return
        ;;
    '--delay')
        return
        ;;
    '--rate')
        return
        ;;
    '--chunk')
        return
        ;;
    '--chunk-gap')
        return
        ;;
    '--reset-after')
        return
        ;;
    '--close-after')
        return
        ;;
    '--half-close')
        __netlab_add_completions -W 'keep'$'\n''close'
        return
        ;;
    '--refuse')
        return
        ;;
    '--seed')
        return
        ;;
    '--answer-limit')
        return
        ;;
    '--loss')
        return
        ;;
    '--duplicate')
        return
        ;;
    '--reorder')
        return
        ;;
    '--truncate')
        return
        ;;
    '--log')
        __netlab_add_completions -f
        return
        ;;
    '--pid-file')
        __netlab_add_completions -f
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe() {
    repeating_flags=()
    non_repeating_flags=(--race --all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    echo|timestamp|daytime|time|discard|chargen|udp|banner|http|repeat|chat|exporter)
        # Offer subcommand argument completions
        "_netlab_probe_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'echo timestamp daytime time discard chargen udp banner http repeat chat exporter' -- "${cur}"))
        ;;
    esac
}

_netlab_probe_echo() {
    repeating_flags=()
    non_repeating_flags=(--verify --no-verify --all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--size --pattern --message --encoding --transcript --count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--size')
        return
        ;;
    '--pattern')
        return
        ;;
    '--message')
        return
        ;;
    '--encoding')
        return
        ;;
    '--transcript')
        __netlab_add_completions -f
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_timestamp() {
    repeating_flags=()
    non_repeating_flags=(--all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--message --encoding --transcript --count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--message')
        return
        ;;
    '--encoding')
        return
        ;;
    '--transcript')
        __netlab_add_completions -f
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_daytime() {
    repeating_flags=()
    non_repeating_flags=(--all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_time() {
    repeating_flags=()
    non_repeating_flags=(--all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_discard() {
    repeating_flags=()
    non_repeating_flags=(--all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--size --count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--size')
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_chargen() {
    repeating_flags=()
    non_repeating_flags=(--all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--size --count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--size')
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_udp() {
    repeating_flags=()
    non_repeating_flags=(--all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--send --send-hex --query --count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--send')
        return
        ;;
    '--send-hex')
        return
        ;;
    '--query')
        __netlab_add_completions -W 'dns'$'\n''ntp'
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_banner() {
    repeating_flags=()
    non_repeating_flags=(--all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--file --assert)
    non_repeating_options=(--send --send-hex --expect --dialogue --quiet --count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--send')
        return
        ;;
    '--send-hex')
        return
        ;;
    '--expect')
        return
        ;;
    '--dialogue')
        __netlab_add_completions -f
        return
        ;;
    '--quiet')
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_http() {
    repeating_flags=()
    non_repeating_flags=(--location --all --any --wait --nodelay --keep-alive -4 -6 --unordered --live --json --version -h --help)
    repeating_options=(--header --file --assert)
    non_repeating_options=(--method --body --expect-status --expect-body --reject-body --count -c --interval -i --for --timeout --concurrency --warmup --max-bytes --record --source --interface --ttl --dscp --receive-buffer --send-buffer --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--method')
        return
        ;;
    '--header')
        return
        ;;
    '--body')
        return
        ;;
    '--expect-status')
        return
        ;;
    '--expect-body')
        return
        ;;
    '--reject-body')
        return
        ;;
    '--file')
        __netlab_add_completions -f
        return
        ;;
    '--count'|'-c')
        return
        ;;
    '--interval'|'-i')
        return
        ;;
    '--for')
        return
        ;;
    '--timeout')
        return
        ;;
    '--concurrency')
        return
        ;;
    '--warmup')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--interface')
        return
        ;;
    '--ttl')
        return
        ;;
    '--dscp')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--assert')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'$'\n''csv'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_repeat() {
    repeating_flags=()
    non_repeating_flags=(-4 -6 --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--message --receive-size --preview --timeout --max-bytes --record --format --color)
    __netlab_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--message')
        return
        ;;
    '--receive-size')
        return
        ;;
    '--preview')
        return
        ;;
    '--timeout')
        return
        ;;
    '--max-bytes')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_chat() {
    repeating_flags=()
    non_repeating_flags=(--turns --no-newline -4 -6 --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--encoding --transcript --timeout --record --source --format --color)
    __netlab_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--encoding')
        return
        ;;
    '--transcript')
        __netlab_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--source')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_probe_exporter() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=(--allow)
    non_repeating_options=(--modules --timeout --max-connections --for --port-file --format --color)
    __netlab_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--modules')
        __netlab_add_completions -f
        return
        ;;
    '--allow')
        return
        ;;
    '--timeout')
        return
        ;;
    '--max-connections')
        return
        ;;
    '--for')
        return
        ;;
    '--port-file')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_capture() {
    repeating_flags=()
    non_repeating_flags=(--immediate -p --no-promiscuous --all -e --link-layer -X --payload --names --json --version -h --help)
    repeating_options=(-i --interface --record)
    non_repeating_options=(-r --read -w --write -C --rotate-size -G --rotate-seconds -W --file-count -Z --relinquish-privileges -s --snap-length -B --buffer-size -j --time-stamp-type --for -c --count -F --filter-file --view --stream --host --port --sort --max-streams --direction --delimiter --time --bytes --output --format --color)
    __netlab_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-r'|'--read')
        __netlab_add_completions -f
        return
        ;;
    '-w'|'--write')
        __netlab_add_completions -f
        return
        ;;
    '-C'|'--rotate-size')
        return
        ;;
    '-G'|'--rotate-seconds')
        return
        ;;
    '-W'|'--file-count')
        return
        ;;
    '-Z'|'--relinquish-privileges')
        return
        ;;
    '-i'|'--interface')
        return
        ;;
    '-s'|'--snap-length')
        return
        ;;
    '-B'|'--buffer-size')
        return
        ;;
    '-j'|'--time-stamp-type')
        return
        ;;
    '--for')
        return
        ;;
    '-c'|'--count')
        return
        ;;
    '-F'|'--filter-file')
        __netlab_add_completions -f
        return
        ;;
    '--view')
        __netlab_add_completions -W 'streams'$'\n''packets'$'\n''lanes'$'\n''ladder'$'\n''follow'
        return
        ;;
    '--stream')
        return
        ;;
    '--host')
        return
        ;;
    '--port')
        return
        ;;
    '--sort')
        __netlab_add_completions -W 'trouble'$'\n''bytes'$'\n''packets'$'\n''duration'$'\n''start'
        return
        ;;
    '--max-streams')
        return
        ;;
    '--direction')
        __netlab_add_completions -W 'client-to-server'$'\n''server-to-client'
        return
        ;;
    '--record')
        __netlab_add_completions -f
        return
        ;;
    '--delimiter')
        return
        ;;
    '--time')
        __netlab_add_completions -W 'absolute'$'\n''relative'$'\n''delta'$'\n''none'
        return
        ;;
    '--bytes')
        __netlab_add_completions -W 'escaped'$'\n''hex'$'\n''raw'
        return
        ;;
    '--output')
        __netlab_add_completions -f
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    lab|interfaces)
        # Offer subcommand argument completions
        "_netlab_capture_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'lab interfaces' -- "${cur}"))
        ;;
    esac
}

_netlab_capture_lab() {
    repeating_flags=()
    non_repeating_flags=(--nodelay --all -4 -6 --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--message --times --write-size --write-gap --receive-size --read-delay --send-buffer --receive-buffer --mtu --offload -w --write --view --delimiter --format --color)
    __netlab_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--message')
        return
        ;;
    '--times')
        return
        ;;
    '--write-size')
        return
        ;;
    '--write-gap')
        return
        ;;
    '--receive-size')
        return
        ;;
    '--read-delay')
        return
        ;;
    '--send-buffer')
        return
        ;;
    '--receive-buffer')
        return
        ;;
    '--mtu')
        return
        ;;
    '--offload')
        __netlab_add_completions -W 'on'$'\n''off'
        return
        ;;
    '-w'|'--write')
        __netlab_add_completions -f
        return
        ;;
    '--view')
        __netlab_add_completions -W 'lanes'$'\n''ladder'
        return
        ;;
    '--delimiter')
        return
        ;;
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_capture_interfaces() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --color)
    __netlab_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __netlab_add_completions -W 'text'$'\n''json'$'\n''ndjson'
        return
        ;;
    '--color')
        __netlab_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_netlab_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __netlab_offer_flags_options -1
}

complete -o filenames -F _netlab netlab
