import ArgumentParser

/// A shell's completions: those that follow from the commands, and what shells do otherwise than paths that are completed level by level
/// need. Fish needs nothing: it puts no blank behind `.`, `/` and `=`.
enum CompletionScript {
  static func text(for shell: Gen.Completion.Shell) -> String {
    switch shell {
    case .bash: sourced(Gen.completionScript(for: .bash)) + "\n" + wholeWords + "\n"
    case .zsh: withoutBlanks(Gen.completionScript(for: .zsh)) + "\n"
    case .fish: Gen.completionScript(for: .fish) + "\n"
    }
  }

  /// Bash takes `server.memory=16GiB` for three words, as it does with colons, and puts a blank behind each word that it completes.
  private static let wholeWords = #"""
    _gen_whole_words() {
        local -r last="${2}"
        local -a whole=()
        local rest="${COMP_LINE}"
        local -i index count=0
        for ((index = 0; index < ${#COMP_WORDS[@]}; index++)); do
            if ((index == 0)) || [[ -z "${rest}" || "${rest}" == [[:space:]]* ]]; then
                rest="${rest#"${rest%%[![:space:]]*}"}"
                whole+=("${COMP_WORDS[index]}")
            else
                whole[-1]+="${COMP_WORDS[index]}"
            fi
            rest="${rest#"${COMP_WORDS[index]}"}"
            ((index > COMP_CWORD)) || count=${#whole[@]}-1
        done
        local -a COMP_WORDS=("${whole[@]}")
        local -i COMP_CWORD=count
        local -r begun="${COMP_WORDS[COMP_CWORD]}"
        _gen "${1}" "${begun}" "${COMP_WORDS[COMP_CWORD - 1]}"
        if ((${#COMPREPLY[@]} == 1)) && [[ "${COMPREPLY[0]}" == *[./=] ]]; then
            compopt -o nospace
        fi
        if [[ "${COMPREPLY[*]}" == *=* ]]; then
            compopt +o filenames
        fi
        COMPREPLY=("${COMPREPLY[@]#"${begun%"${last}"}"}")
    }

    complete -o filenames -F _gen_whole_words gen
    """#

  /// The script without the line that says which program runs it: it is read by a running shell.
  private static func sourced(_ script: String) -> String {
    script.hasPrefix("#!") ? String(script.drop { $0 != "\n" }.drop { $0 == "\n" }) : script
  }

  /// The function of the script that offers values, with another definition behind it: no blank follows where the path goes on.
  private static func withoutBlanks(_ script: String) -> String {
    guard let start = script.firstRange(of: loading) else { return script }
    return script[..<start.lowerBound] + offering + script[start.lowerBound...]
  }

  /// How the part of zsh's script begins that is executed when it is loaded.
  static let loading = #"if [[ "${funcstack[1]}" = _gen ]]; then"#

  private static let offering = #"""
    __gen_complete() {
        local -ar whole=("${@:#*[.\/=]}")
        local -ar begun=("${(M)@:#*[.\/=]}")
        _describe -V '' whole -- begun -S ''
    }


    """#
}
