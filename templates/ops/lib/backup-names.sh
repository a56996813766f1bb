{#
format: sh
#}
# shellcheck shell=sh
# How names are written where one word, one line or one path is wanted: each byte that is not a letter, a digit, a dot, a line or a hyphen is % and two
# hexadecimal digits. A database may have any name.

# percent: writes as such names the words of standard input that are = and hexadecimal digits; other words stay. In SQL such a word is
# '=' || encode(convert_to(name, 'UTF8'), 'hex').
percent() {
  awk '
    BEGIN {
      for (code = 0; code < 256; code++) {
        character = sprintf("%c", code)
        name[sprintf("%02x", code)] = character ~ /^[A-Za-z0-9._-]$/ ? character : sprintf("%%%02X", code)
      }
    }
    {
      for (field = 1; field <= NF; field++) {
        if ($field !~ /^=/) continue
        text = ""
        for (at = 2; at < length($field); at += 2) text = text name[substr($field, at, 2)]
        $field = text
      }
      print
    }'
}

# encoded NAME
encoded() {
  digits=$(printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n')
  line "=${digits}" | percent
}

# encoded_path PATH: the same, with its slashes.
encoded_path() { encoded "$1" | sed 's/%2F/\//g'; }

# decoded NAME: prints what encoded was given.
decoded() {
  printf '%s\n' "$1" | awk '
    BEGIN { for (code = 1; code < 256; code++) character[sprintf("%02X", code)] = sprintf("%c", code) }
    {
      text = $0
      while (at = index(text, "%")) {
        printf "%s%s", substr(text, 1, at - 1), character[substr(text, at + 1, 2)]
        text = substr(text, at + 3)
      }
      printf "%s", text
    }'
}
