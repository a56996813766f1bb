// Everything that takes part in a context's equality is passed. When gen is built, each context that is written is read back
// and compared, so that a field which is missing here is noticed as soon as a template needs it.

extension ShellContext: Taped {
  mutating func pass(_ tape: inout Tape) {
    top.pass(&tape)
    tape.pass(&outer, blank: Frame(.script))
    tape.pass(&beginning)
    tape.pass(&isEscaped)
    tape.pass(&dollar)
    tape.pass(&delimiterQuote)
    tape.pass(&documents, blank: Document(depth: 0))
    tape.pass(&matched)
    tape.pass(&isUncertain)
    tape.pass(&isAtMargin)
    tape.pass(&functions, blank: ShortWord())
    tape.pass(&lineHoldsProgram)
    tape.pass(&holdsProgram)
    tape.pass(&holdsText)
  }
}

extension ShellContext.Frame: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&kind)
    tape.pass(&quote)
    tape.pass(&position)
    tape.pass(&resumed)
    tape.pass(&flags)
    word.pass(&tape)
    tape.pass(&count)
  }
}

extension ShellContext.Document: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&delimiter)
    tape.pass(&isQuoted)
    tape.pass(&stripsTabs)
    tape.pass(&isProgram)
    tape.pass(&depth)
  }
}

extension YAMLContext: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    tape.pass(&isValue)
    tape.pass(&isLeading)
    tape.pass(&flow)
    tape.pass(&column)
    tape.pass(&node)
    tape.pass(&parent)
    tape.pass(&continuation)
    tape.pass(&block)
    tape.pass(&isFolded)
    tape.pass(&meanings)
    tape.pass(&holdsValue)
    tape.pass(&mayHoldDollar)
    tape.pass(&dollar)
    tape.pass(&braces)
    tape.pass(&escape)
    tape.pass(&escaped)
    tape.pass(&keys, blank: ComposeKey(column: 0, meaning: .plain))
    word.pass(&tape)
    tape.pass(&isBehindMark)
    tape.pass(&isInBrackets)
    tape.pass(&isItem)
    tape.pass(&length)
  }
}

extension ComposeKey: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&column)
    tape.pass(&meaning)
    tape.pass(&bracket)
    tape.pass(&holdsProgram)
  }
}

extension NginxContext: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    tape.pass(&isName)
    tape.pass(&resumesStatement)
    tape.pass(&variable)
    tape.pass(&isTokenStart)
    tape.pass(&isExpression)
    tape.pass(&isInClass)
    tape.pass(&directive)
    tape.pass(&preceding)
    tape.pass(&isFirstOfRewrite)
    word.pass(&tape)
    tape.pass(&length)
    tape.pass(&depth)
    tape.pass(&tables)
  }
}

extension MarkdownContext: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    tape.pass(&indent)
    tape.pass(&run)
    tape.pass(&span)
    tape.pass(&fence)
    tape.pass(&fenceLength)
    tape.pass(&fenceIndent)
    tape.pass(&isContained)
    tape.pass(&isRow)
    tape.pass(&label)
    tape.pass(&holdsValue)
    tape.pass(&hasTarget)
    tape.pass(&isBehindDefinition)
    word.pass(&tape)
    tape.pass(&language)
    tape.pass(&link)
    tape.pass(&front)
  }
}

extension HTMLContext: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    word.pass(&tape)
    tape.pass(&isEnd)
    tape.pass(&purpose)
    tape.pass(&isWhole)
    tape.pass(&content)
    element.pass(&tape)
  }
}

extension DockerfileContext: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    tape.pass(&kind)
    word.pass(&tape)
    shell.pass(&tape)
    tape.pass(&dollar)
    tape.pass(&digits)
    tape.pass(&holdsProgram)
    tape.pass(&isAssigned)
    tape.pass(&isEscaped)
    tape.pass(&isBlankAfterEscape)
    tape.pass(&isContinued)
    tape.pass(&resumed)
    tape.pass(&isTop)
    tape.pass(&mayBeDirective)
    tape.pass(&isDirective)
    tape.pass(&holdsValue)
  }
}

extension CrontabFormat.Context: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    tape.pass(&fields)
    word.pass(&tape)
    program.pass(&tape)
    shell.pass(&tape)
    tape.pass(&isEscaped)
    tape.pass(&length)
  }
}

extension DotenvFormat.Context: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    tape.pass(&dollar)
  }
}

extension JSONFormat.Context: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    tape.pass(&isKey)
    tape.pass(&depth)
    tape.pass(&braces)
    tape.pass(&digits)
  }
}

extension OdooConfigurationFormat.Context: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    word.pass(&tape)
    tape.pass(&key)
    var sorted = options.sorted()
    tape.pass(&sorted, blank: "") { tape, option in tape.pass(&option) }
    options = Set(sorted)
    tape.pass(&kind)
  }
}

extension PostfixFormat.Context: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    word.pass(&tape)
  }
}

extension TextFormat.Context: Taped {}

extension ZoneFormat.Context: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&state)
    tape.pass(&parentheses)
    tape.pass(&isLineStart)
    tape.pass(&isFirst)
    tape.pass(&needsDot)
    word.pass(&tape)
    tape.pass(&line)
    tape.pass(&length)
    tape.pass(&digits)
  }
}
