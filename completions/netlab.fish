function __netlab_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __netlab_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __netlab_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __netlab_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __netlab_parse_tokens -S
    set -l unparsed_tokens (__netlab_tokens -pc)
    switch $unparsed_tokens[1]
    case 'netlab'
        __netlab_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'resolve'
            __netlab_parse_subcommand -r 1 'using=' 'flags=+' 'explain' 'compare' 'type=+' 'server=+' 'tcp' 'watch=' 'file=' 'concurrency=' 'timeout=' 'short' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
        case 'services'
            __netlab_parse_subcommand -r 1 'match=' 'protocols' 'short' 'format=' 'json' 'color=' 'version' 'h/help'
        case 'byteorder'
            __netlab_parse_subcommand -r 1 'width=' 'signed' 'float' 'bytes' 'file=' 'swap' 'format=' 'json' 'color=' 'version' 'h/help'
        case 'serve'
            __netlab_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'echo'
                __netlab_parse_subcommand -r 1 'model=' 'for=' 'count=' 'once' 'max-connections=' 'idle-timeout=' 'drain=' 'record=' 'verbose' 'delay=' 'rate=' 'chunk=' 'chunk-gap=' 'reset-after=' 'close-after=' 'half-close=' 'no-read' 'refuse=' 'seed=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            case 'discard'
                __netlab_parse_subcommand -r 1 'model=' 'for=' 'count=' 'once' 'max-connections=' 'idle-timeout=' 'drain=' 'record=' 'verbose' 'delay=' 'rate=' 'chunk=' 'chunk-gap=' 'reset-after=' 'close-after=' 'half-close=' 'no-read' 'refuse=' 'seed=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            case 'chargen'
                __netlab_parse_subcommand -r 1 'model=' 'for=' 'count=' 'once' 'max-connections=' 'idle-timeout=' 'drain=' 'record=' 'verbose' 'delay=' 'rate=' 'chunk=' 'chunk-gap=' 'reset-after=' 'close-after=' 'half-close=' 'no-read' 'refuse=' 'seed=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            case 'daytime'
                __netlab_parse_subcommand -r 1 'greeting=' 'model=' 'for=' 'count=' 'once' 'max-connections=' 'idle-timeout=' 'drain=' 'record=' 'verbose' 'delay=' 'rate=' 'chunk=' 'chunk-gap=' 'reset-after=' 'close-after=' 'half-close=' 'no-read' 'refuse=' 'seed=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            case 'time'
                __netlab_parse_subcommand -r 1 'model=' 'for=' 'count=' 'once' 'max-connections=' 'idle-timeout=' 'drain=' 'record=' 'verbose' 'delay=' 'rate=' 'chunk=' 'chunk-gap=' 'reset-after=' 'close-after=' 'half-close=' 'no-read' 'refuse=' 'seed=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            case 'timestamp'
                __netlab_parse_subcommand -r 1 'model=' 'for=' 'count=' 'once' 'max-connections=' 'idle-timeout=' 'drain=' 'record=' 'verbose' 'delay=' 'rate=' 'chunk=' 'chunk-gap=' 'reset-after=' 'close-after=' 'half-close=' 'no-read' 'refuse=' 'seed=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            case 'repeat'
                __netlab_parse_subcommand -r 1 'times=' 'wait-for-enter' 'receive-size=' 'max-bytes=' 'model=' 'for=' 'count=' 'once' 'max-connections=' 'idle-timeout=' 'drain=' 'record=' 'verbose' 'delay=' 'rate=' 'chunk=' 'chunk-gap=' 'reset-after=' 'close-after=' 'half-close=' 'no-read' 'refuse=' 'seed=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            case 'http'
                __netlab_parse_subcommand -r 1 'status=' 'body=' 'header=+' 'model=' 'for=' 'count=' 'once' 'max-connections=' 'idle-timeout=' 'drain=' 'record=' 'verbose' 'delay=' 'rate=' 'chunk=' 'chunk-gap=' 'reset-after=' 'close-after=' 'half-close=' 'no-read' 'refuse=' 'seed=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            end
        case 'probe'
            __netlab_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'repeat'
                __netlab_parse_subcommand 2 'message=' 'receive-size=' 'preview=' 'timeout=' 'max-bytes=' 'record=' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            end
        case 'capture'
            __netlab_parse_subcommand -r 1 'r/read=' 'w/write=' 'C/rotate-size=' 'G/rotate-seconds=' 'W/file-count=' 'Z/relinquish-privileges=' 'i/interface=+' 's/snap-length=' 'B/buffer-size=' 'immediate' 'p/no-promiscuous' 'j/time-stamp-type=' 'for=' 'c/count=' 'F/filter-file=' 'view=' 'stream=' 'host=' 'port=' 'sort=' 'max-streams=' 'direction=' 'record=+' 'all' 'delimiter=' 'e/link-layer' 'X/payload' 'names' 'time=' 'bytes=' 'output=' 'format=' 'json' 'color=' 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'lab'
                __netlab_parse_subcommand 0 'message=' 'times=' 'write-size=' 'write-gap=' 'receive-size=' 'read-delay=' 'send-buffer=' 'receive-buffer=' 'nodelay' 'mtu=' 'offload=' 'w/write=' 'view=' 'delimiter=' 'all' '4' '6' 'format=' 'json' 'color=' 'version' 'h/help'
            case 'interfaces'
                __netlab_parse_subcommand 0 'format=' 'json' 'color=' 'version' 'h/help'
            end
        case 'help'
            __netlab_parse_subcommand -r 1 'version'
        end
    end
end

function __netlab_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __netlab_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __netlab_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __netlab_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__netlab_tokens -p)
    if test -z "$(__netlab_tokens -t)"
        set -l index (count (__netlab_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'netlab' -f
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab" -eq 1' -fa 'resolve' -d 'Look up names and addresses as applications do.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab" -eq 1' -fa 'services' -d 'Look up services by name or port, and protocols.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab" -eq 1' -fa 'byteorder' -d 'Show numbers and their bytes in both orders.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab" -eq 1' -fa 'serve' -d 'Give clients a throwaway endpoint to talk to.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab" -eq 1' -fa 'probe' -d 'Talk to an endpoint and say what came back.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab" -eq 1' -fa 'capture' -d 'Capture TCP streams and show how they were cut into segments and reads.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" using' -l 'using' -d 'Make exactly this call and show what it returned: gethostname, getfqdn, gethostbyname, gethostbyname_ex, gethostbyaddr, getaddrinfo, getnameinfo.' -rfka 'gethostname getfqdn gethostbyname gethostbyname_ex gethostbyaddr getaddrinfo getnameinfo'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve"' -l 'flags' -d 'Flags of the call, such as AI_CANONNAME,AI_ADDRCONFIG.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" explain' -l 'explain' -d 'Say why: which source answers, which names are asked for, and what puts the addresses in order.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" compare' -l 'compare' -d 'Say what the system answers beside what each DNS server answers, with a verdict.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve"' -l 'type' -d 'Ask DNS servers for records of these types, such as A,MX, TYPE65 or ANY.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve"' -l 'server' -d 'Ask this DNS server, ADDRESS or ADDRESS:PORT; @ADDRESS among the names says the same (default: those of resolv.conf).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" tcp' -l 'tcp' -d 'Ask DNS servers over TCP only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" watch' -l 'watch' -d 'Look up again and again, so far apart, and print what changed.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" file' -l 'file' -d 'Read names from this file, one a line; - is standard input.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" concurrency' -l 'concurrency' -d 'How many are looked up at once (default: 32).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" timeout' -l 'timeout' -d 'How long one lookup may take (default: 30s; DNS servers have what resolv.conf gives them).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" short' -l 'short' -d 'Print the addresses, or names, alone: one a line.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab resolve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab services" -ge 1' -fka '(netlab services --short)'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab services" match' -l 'match' -d 'List what has this in its name, aliases or comment, in any case.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab services" protocols' -l 'protocols' -d 'Look up protocols such as tcp, by name or number.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab services" short' -l 'short' -d 'Print the number of a name, or the name of a number, alone.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab services" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab services" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab services" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab services" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab services" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab byteorder" -ge 1' -fka 'htons ntohs htonl ntohl htonll ntohll'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" width' -l 'width' -d 'Bits of a value: 8, 16, 32, 64 or 128 (default: the fewest of 16 or more that hold it; 16 for a file\'s).' -rfka '8 16 32 64 128'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" signed' -l 'signed' -d 'Values are numbers with a sign, in two\'s complement.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" float' -l 'float' -d 'Values are floating-point numbers of 32 or 64 bits (default: 64).'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" bytes' -l 'bytes' -d 'Values are bytes in hexadecimal as on the wire: 00:50, 0050 or \\x00\\x50.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" file' -l 'file' -d 'Show the values of this file in both orders; - is standard input.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" swap' -l 'swap' -d 'Write the file, or standard input, to standard output with the bytes of each value swapped.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab byteorder" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab serve" -eq 1' -fa 'echo' -d 'Send back what comes (RFC 862).'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab serve" -eq 1' -fa 'discard' -d 'Throw away what comes (RFC 863).'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab serve" -eq 1' -fa 'chargen' -d 'Send lines of all printing characters (RFC 864).'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab serve" -eq 1' -fa 'daytime' -d 'Send the local date and time (RFC 867).'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab serve" -eq 1' -fa 'time' -d 'Send the time as four bytes (RFC 868).'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab serve" -eq 1' -fa 'timestamp' -d 'Send each message back behind the date and time.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab serve" -eq 1' -fa 'repeat' -d 'Send what a client sends back to it many times over, and close.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab serve" -eq 1' -fa 'http' -d 'Answer any HTTP request with what it was, as JSON.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" model' -l 'model' -d 'How clients are served at once: event-loop, iterative, thread, fork, select (default: event-loop; thread with --record).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" for' -l 'for' -d 'How long to serve (default: until Ctrl-C).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" count' -l 'count' -d 'How many connections to serve (default: any number).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" once' -l 'once' -d 'Serve one connection: short for --count 1.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" max-connections' -l 'max-connections' -d 'How many clients are served at once; more wait in the backlog.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" idle-timeout' -l 'idle-timeout' -d 'Close a connection on which nothing moved for so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" drain' -l 'drain' -d 'How long clients may take to finish after Ctrl-C (default: 5s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" record' -l 'record' -d 'Write each system call on a connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" verbose' -l 'verbose' -d 'Tell of every read and write.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" delay' -l 'delay' -d 'Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" rate' -l 'rate' -d 'Send at most so many bits a second, such as 64kbit.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" chunk' -l 'chunk' -d 'Send at most so many bytes at once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" chunk-gap' -l 'chunk-gap' -d 'Wait so long between two chunks.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" reset-after' -l 'reset-after' -d 'Reset a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" close-after' -l 'close-after' -d 'Close a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" half-close' -l 'half-close' -d 'Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).' -rfka 'keep close'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" no-read' -l 'no-read' -d 'Read nothing, so that the client\'s window closes.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" refuse' -l 'refuse' -d 'Reset so many of a hundred connections as they come.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" seed' -l 'seed' -d 'Draw random faults from this number, to have the same again.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve echo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" model' -l 'model' -d 'How clients are served at once: event-loop, iterative, thread, fork, select (default: event-loop; thread with --record).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" for' -l 'for' -d 'How long to serve (default: until Ctrl-C).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" count' -l 'count' -d 'How many connections to serve (default: any number).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" once' -l 'once' -d 'Serve one connection: short for --count 1.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" max-connections' -l 'max-connections' -d 'How many clients are served at once; more wait in the backlog.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" idle-timeout' -l 'idle-timeout' -d 'Close a connection on which nothing moved for so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" drain' -l 'drain' -d 'How long clients may take to finish after Ctrl-C (default: 5s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" record' -l 'record' -d 'Write each system call on a connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" verbose' -l 'verbose' -d 'Tell of every read and write.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" delay' -l 'delay' -d 'Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" rate' -l 'rate' -d 'Send at most so many bits a second, such as 64kbit.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" chunk' -l 'chunk' -d 'Send at most so many bytes at once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" chunk-gap' -l 'chunk-gap' -d 'Wait so long between two chunks.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" reset-after' -l 'reset-after' -d 'Reset a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" close-after' -l 'close-after' -d 'Close a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" half-close' -l 'half-close' -d 'Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).' -rfka 'keep close'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" no-read' -l 'no-read' -d 'Read nothing, so that the client\'s window closes.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" refuse' -l 'refuse' -d 'Reset so many of a hundred connections as they come.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" seed' -l 'seed' -d 'Draw random faults from this number, to have the same again.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve discard" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" model' -l 'model' -d 'How clients are served at once: event-loop, iterative, thread, fork, select (default: event-loop; thread with --record).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" for' -l 'for' -d 'How long to serve (default: until Ctrl-C).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" count' -l 'count' -d 'How many connections to serve (default: any number).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" once' -l 'once' -d 'Serve one connection: short for --count 1.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" max-connections' -l 'max-connections' -d 'How many clients are served at once; more wait in the backlog.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" idle-timeout' -l 'idle-timeout' -d 'Close a connection on which nothing moved for so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" drain' -l 'drain' -d 'How long clients may take to finish after Ctrl-C (default: 5s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" record' -l 'record' -d 'Write each system call on a connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" verbose' -l 'verbose' -d 'Tell of every read and write.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" delay' -l 'delay' -d 'Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" rate' -l 'rate' -d 'Send at most so many bits a second, such as 64kbit.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" chunk' -l 'chunk' -d 'Send at most so many bytes at once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" chunk-gap' -l 'chunk-gap' -d 'Wait so long between two chunks.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" reset-after' -l 'reset-after' -d 'Reset a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" close-after' -l 'close-after' -d 'Close a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" half-close' -l 'half-close' -d 'Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).' -rfka 'keep close'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" no-read' -l 'no-read' -d 'Read nothing, so that the client\'s window closes.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" refuse' -l 'refuse' -d 'Reset so many of a hundred connections as they come.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" seed' -l 'seed' -d 'Draw random faults from this number, to have the same again.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve chargen" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" greeting' -l 'greeting' -d 'Send this as a second line.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" model' -l 'model' -d 'How clients are served at once: event-loop, iterative, thread, fork, select (default: event-loop; thread with --record).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" for' -l 'for' -d 'How long to serve (default: until Ctrl-C).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" count' -l 'count' -d 'How many connections to serve (default: any number).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" once' -l 'once' -d 'Serve one connection: short for --count 1.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" max-connections' -l 'max-connections' -d 'How many clients are served at once; more wait in the backlog.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" idle-timeout' -l 'idle-timeout' -d 'Close a connection on which nothing moved for so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" drain' -l 'drain' -d 'How long clients may take to finish after Ctrl-C (default: 5s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" record' -l 'record' -d 'Write each system call on a connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" verbose' -l 'verbose' -d 'Tell of every read and write.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" delay' -l 'delay' -d 'Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" rate' -l 'rate' -d 'Send at most so many bits a second, such as 64kbit.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" chunk' -l 'chunk' -d 'Send at most so many bytes at once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" chunk-gap' -l 'chunk-gap' -d 'Wait so long between two chunks.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" reset-after' -l 'reset-after' -d 'Reset a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" close-after' -l 'close-after' -d 'Close a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" half-close' -l 'half-close' -d 'Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).' -rfka 'keep close'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" no-read' -l 'no-read' -d 'Read nothing, so that the client\'s window closes.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" refuse' -l 'refuse' -d 'Reset so many of a hundred connections as they come.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" seed' -l 'seed' -d 'Draw random faults from this number, to have the same again.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve daytime" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" model' -l 'model' -d 'How clients are served at once: event-loop, iterative, thread, fork, select (default: event-loop; thread with --record).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" for' -l 'for' -d 'How long to serve (default: until Ctrl-C).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" count' -l 'count' -d 'How many connections to serve (default: any number).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" once' -l 'once' -d 'Serve one connection: short for --count 1.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" max-connections' -l 'max-connections' -d 'How many clients are served at once; more wait in the backlog.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" idle-timeout' -l 'idle-timeout' -d 'Close a connection on which nothing moved for so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" drain' -l 'drain' -d 'How long clients may take to finish after Ctrl-C (default: 5s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" record' -l 'record' -d 'Write each system call on a connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" verbose' -l 'verbose' -d 'Tell of every read and write.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" delay' -l 'delay' -d 'Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" rate' -l 'rate' -d 'Send at most so many bits a second, such as 64kbit.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" chunk' -l 'chunk' -d 'Send at most so many bytes at once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" chunk-gap' -l 'chunk-gap' -d 'Wait so long between two chunks.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" reset-after' -l 'reset-after' -d 'Reset a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" close-after' -l 'close-after' -d 'Close a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" half-close' -l 'half-close' -d 'Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).' -rfka 'keep close'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" no-read' -l 'no-read' -d 'Read nothing, so that the client\'s window closes.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" refuse' -l 'refuse' -d 'Reset so many of a hundred connections as they come.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" seed' -l 'seed' -d 'Draw random faults from this number, to have the same again.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve time" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" model' -l 'model' -d 'How clients are served at once: event-loop, iterative, thread, fork, select (default: event-loop; thread with --record).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" for' -l 'for' -d 'How long to serve (default: until Ctrl-C).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" count' -l 'count' -d 'How many connections to serve (default: any number).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" once' -l 'once' -d 'Serve one connection: short for --count 1.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" max-connections' -l 'max-connections' -d 'How many clients are served at once; more wait in the backlog.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" idle-timeout' -l 'idle-timeout' -d 'Close a connection on which nothing moved for so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" drain' -l 'drain' -d 'How long clients may take to finish after Ctrl-C (default: 5s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" record' -l 'record' -d 'Write each system call on a connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" verbose' -l 'verbose' -d 'Tell of every read and write.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" delay' -l 'delay' -d 'Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" rate' -l 'rate' -d 'Send at most so many bits a second, such as 64kbit.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" chunk' -l 'chunk' -d 'Send at most so many bytes at once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" chunk-gap' -l 'chunk-gap' -d 'Wait so long between two chunks.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" reset-after' -l 'reset-after' -d 'Reset a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" close-after' -l 'close-after' -d 'Close a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" half-close' -l 'half-close' -d 'Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).' -rfka 'keep close'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" no-read' -l 'no-read' -d 'Read nothing, so that the client\'s window closes.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" refuse' -l 'refuse' -d 'Reset so many of a hundred connections as they come.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" seed' -l 'seed' -d 'Draw random faults from this number, to have the same again.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve timestamp" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" times' -l 'times' -d 'How many copies are sent back (default: 10000).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" wait-for-enter' -l 'wait-for-enter' -d 'Wait for Enter at this terminal before each answer, so that the client is seen to block.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" receive-size' -l 'receive-size' -d 'Bytes handed to the recv that takes a request (default: 1000000).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" max-bytes' -l 'max-bytes' -d 'The largest answer that is given (default: 1GiB).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" model' -l 'model' -d 'How clients are served at once: event-loop, iterative, thread, fork, select (default: event-loop; thread with --record).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" for' -l 'for' -d 'How long to serve (default: until Ctrl-C).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" count' -l 'count' -d 'How many connections to serve (default: any number).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" once' -l 'once' -d 'Serve one connection: short for --count 1.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" max-connections' -l 'max-connections' -d 'How many clients are served at once; more wait in the backlog.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" idle-timeout' -l 'idle-timeout' -d 'Close a connection on which nothing moved for so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" drain' -l 'drain' -d 'How long clients may take to finish after Ctrl-C (default: 5s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" record' -l 'record' -d 'Write each system call on a connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" verbose' -l 'verbose' -d 'Tell of every read and write.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" delay' -l 'delay' -d 'Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" rate' -l 'rate' -d 'Send at most so many bits a second, such as 64kbit.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" chunk' -l 'chunk' -d 'Send at most so many bytes at once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" chunk-gap' -l 'chunk-gap' -d 'Wait so long between two chunks.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" reset-after' -l 'reset-after' -d 'Reset a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" close-after' -l 'close-after' -d 'Close a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" half-close' -l 'half-close' -d 'Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).' -rfka 'keep close'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" no-read' -l 'no-read' -d 'Read nothing, so that the client\'s window closes.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" refuse' -l 'refuse' -d 'Reset so many of a hundred connections as they come.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" seed' -l 'seed' -d 'Draw random faults from this number, to have the same again.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve repeat" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" status' -l 'status' -d 'The status of the answers, 200 to 599 (default: 200).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" body' -l 'body' -d 'Answer with this text instead of JSON.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http"' -l 'header' -d 'Add a header field to the answers; may be repeated.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" model' -l 'model' -d 'How clients are served at once: event-loop, iterative, thread, fork, select (default: event-loop; thread with --record).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" for' -l 'for' -d 'How long to serve (default: until Ctrl-C).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" count' -l 'count' -d 'How many connections to serve (default: any number).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" once' -l 'once' -d 'Serve one connection: short for --count 1.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" max-connections' -l 'max-connections' -d 'How many clients are served at once; more wait in the backlog.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" idle-timeout' -l 'idle-timeout' -d 'Close a connection on which nothing moved for so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" drain' -l 'drain' -d 'How long clients may take to finish after Ctrl-C (default: 5s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" record' -l 'record' -d 'Write each system call on a connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" verbose' -l 'verbose' -d 'Tell of every read and write.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" delay' -l 'delay' -d 'Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" rate' -l 'rate' -d 'Send at most so many bits a second, such as 64kbit.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" chunk' -l 'chunk' -d 'Send at most so many bytes at once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" chunk-gap' -l 'chunk-gap' -d 'Wait so long between two chunks.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" reset-after' -l 'reset-after' -d 'Reset a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" close-after' -l 'close-after' -d 'Close a connection once so many bytes were sent.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" half-close' -l 'half-close' -d 'Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).' -rfka 'keep close'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" no-read' -l 'no-read' -d 'Read nothing, so that the client\'s window closes.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" refuse' -l 'refuse' -d 'Reset so many of a hundred connections as they come.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" seed' -l 'seed' -d 'Draw random faults from this number, to have the same again.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab serve http" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab probe" -eq 1' -fa 'repeat' -d 'Send a text to a repeat server and show in which pieces the answer came.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" message' -l 'message' -d 'The text to send.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" receive-size' -l 'receive-size' -d 'Bytes handed to each recv (default: 1000000).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" preview' -l 'preview' -d 'How many pieces are shown as they came (default: 5).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" timeout' -l 'timeout' -d 'How long to wait for the connection, and for the whole answer (default: 60s).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" max-bytes' -l 'max-bytes' -d 'Stop listening to a server that sends more (default: 1GiB).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" record' -l 'record' -d 'Write each system call on the connection to this file, for \'netlab capture --record\'.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab probe repeat" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" r read' -s 'r' -l 'read' -d 'Read a pcap or pcapng file; - is standard input.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" w write' -s 'w' -l 'write' -d 'Save the packets as a pcap file too, or as pcapng where the name ends in .pcapng; - writes pcap to standard output instead of a report.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" C rotate-size' -s 'C' -l 'rotate-size' -d 'Go on with another file beyond this size: millions of bytes, or with a unit such as 64KiB.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" G rotate-seconds' -s 'G' -l 'rotate-seconds' -d 'Go on with another file after so many seconds; the file\'s name may have a time by strftime(3).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" W file-count' -s 'W' -l 'file-count' -d 'With -C overwrite the oldest of so many files, with -G stop after so many.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" Z relinquish-privileges' -s 'Z' -l 'relinquish-privileges' -d 'The user that root becomes before it decodes or writes a packet (default: the one who called sudo).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture"' -s 'i' -l 'interface' -d 'Capture on this interface; any is all of them. May be given more than once.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" s snap-length' -s 's' -l 'snap-length' -d 'Capture so many bytes of each packet, 0 for all (default: the headers, or all with -w, --view packets or follow, or --delimiter).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" B buffer-size' -s 'B' -l 'buffer-size' -d 'The kernel\'s buffer for packets that were not read yet, in KiB (default: 2048).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" immediate' -l 'immediate' -d 'Show each packet as it comes, instead of a tenth of a second\'s packets at once.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" no-promiscuous p' -s 'p' -l 'no-promiscuous' -d 'Leave out packets that are for other stations.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" j time-stamp-type' -s 'j' -l 'time-stamp-type' -d 'Whose clock stamps the packets, by a name of pcap-tstamp(7).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" for' -l 'for' -d 'Stop after so long.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" c count' -s 'c' -l 'count' -d 'Stop after so many packets.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" F filter-file' -s 'F' -l 'filter-file' -d 'Read the filter from this file; # begins a comment.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" view' -l 'view' -d 'What is shown: all streams, all packets, or of one stream the lanes, the ladder or, to follow it, the bytes (default: the streams; the lanes where there is one).' -rfka 'streams packets lanes ladder follow'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" stream' -l 'stream' -d 'Show only this stream, by its number in the list of streams.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" host' -l 'host' -d 'Show only streams that have this host at one of their ends.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" port' -l 'port' -d 'Show only streams that have this port at one of their ends.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" sort' -l 'sort' -d 'How streams are sorted: trouble first, or by bytes, packets, duration or start.' -rfka 'trouble bytes packets duration start'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" max-streams' -l 'max-streams' -d 'Follow so many streams at a time: idle ones make room for new ones (default: 100000).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" direction' -l 'direction' -d 'The direction that lanes and ladder show (default: the one with more bytes), or the only one to follow.' -rfka 'client-to-server server-to-client'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture"' -l 'record' -d 'Join the calls in this I/O record, as --record of serve and probe writes it; - is standard input. May be given for both ends.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" all' -l 'all' -d 'Show all rows of long tables.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" delimiter' -l 'delimiter' -d 'For lanes, ladder and JSON: where the application\'s own units end, as text with escapes such as \\n, bytes such as 0x0d0a, a length, or utf-8 for characters.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" e link-layer' -s 'e' -l 'link-layer' -d 'With --view packets: show the link layer\'s addresses, VLANs and direction.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" X payload' -s 'X' -l 'payload' -d 'With --view packets: show the payload in hexadecimal and ASCII.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" names' -l 'names' -d 'With --view packets: show names in place of addresses and ports, where they are found soon.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" time' -l 'time' -d 'With --view packets: the time of day in UTC, since the first packet, since the one before, or none (default: absolute).' -rfka 'absolute relative delta none'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" bytes' -l 'bytes' -d 'With --view follow: as lines of text with escapes, in hexadecimal, or as they are (default: escaped).' -rfka 'escaped hex raw'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" output' -l 'output' -d 'With --view follow: write to this file, the bytes as they are unless another form is asked for.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab capture" -eq 1' -fa 'lab' -d 'Send a large message over a private loopback and show what became of it.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_positional "netlab capture" -eq 1' -fa 'interfaces' -d 'List what can be captured on.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" message' -l 'message' -d 'The text that the client sends.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" times' -l 'times' -d 'How many copies of it the server sends back (default: 10000).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" write-size' -l 'write-size' -d 'Bytes in each send of the server (default: all in one, up to 4 MiB).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" write-gap' -l 'write-gap' -d 'The server\'s pause between two sends.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" receive-size' -l 'receive-size' -d 'Bytes handed to each recv of the client (default: 8192).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" read-delay' -l 'read-delay' -d 'The client\'s pause before each recv: a slow reader.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" send-buffer' -l 'send-buffer' -d 'The server\'s SO_SNDBUF; the kernel doubles it.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" receive-buffer' -l 'receive-buffer' -d 'The client\'s SO_RCVBUF; the kernel doubles it.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" nodelay' -l 'nodelay' -d 'Turn Nagle\'s algorithm off at both ends (TCP_NODELAY).'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" mtu' -l 'mtu' -d 'The loopback\'s MTU, from 576 and with -6 from 1280 (default: 1500).' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" offload' -l 'offload' -d 'Segmentation offload: on or off. With it segments may be larger than a wire carries.' -rfka 'on off'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" w write' -s 'w' -l 'write' -d 'Save the packets as a pcap file too, or as pcapng where the name ends in .pcapng.' -rF
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" view' -l 'view' -d 'What is drawn: lanes over bytes, or the ladder over time.' -rfka 'lanes ladder'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" delimiter' -l 'delimiter' -d 'Where the application\'s own units end, as --delimiter of \'netlab capture\' takes it.' -rfka ''
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" all' -l 'all' -d 'Show all rows of long tables.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" 4' -s '4' -d 'Use IPv4 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" 6' -s '6' -d 'Use IPv6 only.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture lab" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture interfaces" format' -l 'format' -d 'How results are written; ndjson is one event a line.' -rfka 'text json ndjson'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture interfaces" json' -l 'json' -d 'Short for --format json.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture interfaces" color' -l 'color' -d 'When text is coloured.' -rfka 'auto always never'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture interfaces" version' -l 'version' -d 'Show the version.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab capture interfaces" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'netlab' -n '__netlab_should_offer_completions_for_flags_or_options "netlab help" version' -l 'version' -d 'Show the version.'
