/// Where nginx is while it reads its configuration.
struct NginxContext: Joinable {
  /// What the next byte belongs to.
  enum State: UInt8 {
    /// Between statements.
    case statement
    /// Between the arguments of a statement.
    case argument
    /// In a token without quotes, and behind a `\` in one.
    case bare, bareEscape
    /// In a token with quotes, and behind a `\` in one.
    case double, doubleEscape, single, singleEscape
    /// Behind a closing quote.
    case closed
    /// Behind a token that may have been quoted, or not, for its value's sake.
    case placed
    /// In a comment.
    case comment
    /// Behind a trusted fragment, which may have ended in a comment.
    case afterFragment
  }

  /// A variable's name in the current token.
  enum Variable: UInt8 {
    case none, dollar, name, braced
  }

  /// A directive that reads some of its arguments in its own way.
  enum Directive: UInt8 {
    case other, serverName, location, tryFiles, include, rewrite
    /// An argument that begins with `~` is a regular expression; a `*` makes a pattern of the names of referers.
    case address, referers
    /// Every argument is a regular expression.
    case expressions
    /// An argument is a program, in Lua or Perl.
    case program
    /// Its block holds keys and values, not directives.
    case table
    /// Its block holds a program.
    case lua
  }

  /// What the argument before this one says about this one.
  enum Operator: UInt8 {
    /// Nothing.
    case none
    /// That it is compared as it stands: `=`, `!=`, `^~`.
    case exact
    /// That it is a regular expression: `~`, `~*`, `!~`, `!~*`.
    case expression
  }

  var state = State.statement
  /// Whether the current token is the first of its statement: the directive's name, or a map's key.
  var isName = true
  /// Whether a comment ends between statements, not between arguments.
  var resumesStatement = true
  /// The variable that may be going on.
  var variable = Variable.none
  /// Whether nothing is in the quoted token yet.
  var isTokenStart = false
  /// Whether the current token is a regular expression.
  var isExpression = false
  /// Whether a bracket is open in it.
  var isInClass = false
  /// The statement's directive, once its name has ended.
  var directive = Directive.other
  /// What the last argument says about the next.
  var preceding = Operator.none
  /// Whether the next argument is the first of a `rewrite`.
  var isFirstOfRewrite = false
  /// The current name or operator.
  var word = ShortWord()
  /// How many bytes the current token or comment has.
  var length = 0
  /// How many blocks are open.
  var depth = 0
  /// Which of them hold keys and values, not directives: one bit for each depth.
  var tables: UInt32 = 0

  /// How many bytes nginx takes in one token, quotes included, and in one comment: it reads them into a buffer of 4096, with
  /// the byte that ends them (NGX_CONF_BUFFER in ngx_conf_file.c).
  static let lengthLimit = 4095

  /// How many bytes the path of a `location` may have that is no regular expression: nginx keeps its length in one byte, and a
  /// longer one is never found (ngx_http_location_tree_node_t in ngx_http_core_module.h).
  static let pathLimit = 255

  /// How many blocks may be open.
  static let depthLimit = 31

  /// Whether the innermost block holds keys and values: `map`, `geo`, `split_clients` or `types`.
  var isInTable: Bool { depth > 0 && tables & (1 << UInt32(depth)) != 0 }

  /// Whether a token or a comment is being read.
  var isInToken: Bool { state != .statement && state != .argument && state != .afterFragment }

  /// Begins a token.
  mutating func beginToken(_ state: State) {
    isName = self.state == .statement
    self.state = state
    word = ShortWord()
    length = 1
    variable = .none
    isTokenStart = state == .double || state == .single
    isInClass = false
    isExpression = !isName && (preceding == .expression || isFirstOfRewrite || directive == .expressions)
  }

  /// Ends a token: what it was decides how the next one is read.
  mutating func endToken() {
    if isName {
      directive = isInTable ? .other : Self.directives[word] ?? Self.program(word)
      preceding = .none
      isFirstOfRewrite = directive == .rewrite
    } else {
      preceding = Self.operators[word] ?? .none
      isFirstOfRewrite = false
    }
    isExpression = false
    isInClass = false
    isTokenStart = false
    variable = .none
  }

  /// Ends a statement, or opens or closes a block.
  mutating func beginStatement() {
    state = .statement
    length = 0
    isName = true
    directive = .other
    preceding = .none
    isFirstOfRewrite = false
    word = ShortWord()
    isExpression = false
    isInClass = false
    isTokenStart = false
    variable = .none
  }

  private static let directives: WordTable<Directive> = [
    "server_name": .serverName, "location": .location, "try_files": .tryFiles,
    "include": .include, "rewrite": .rewrite, "map": .table, "geo": .table,
    "split_clients": .table, "types": .table,
    "proxy_redirect": .address, "proxy_cookie_domain": .address,
    "proxy_cookie_path": .address, "proxy_cookie_flags": .address,
    "valid_referers": .referers, "gzip_disable": .expressions,
    "fastcgi_split_path_info": .expressions, "perl": .program, "perl_set": .program,
  ]

  /// What a directive is that may hold a program.
  private static func program(_ word: ShortWord) -> Directive {
    word.hasSuffix(lua) ? .lua : word.hasSuffix(luaText) ? .program : .other
  }

  private static let luaText = ShortWord("_by_lua")

  /// The end of `content_by_lua_block` and its like.
  private static let lua = ShortWord("ua_block")

  private static let operators: WordTable<Operator> = [
    "=": .exact, "!=": .exact, "^~": .exact, "~": .expression,
    "~*": .expression, "!~": .expression, "!~*": .expression,
  ]
}
