{#
format: sh

A dump is copied several times on its way, and the tee of coreutils 9.1 (Debian 12) copies 8 KiB at a time: that took longer than pg_dump itself.
#}
# shellcheck shell=sh
# Copies a stream to several readers.

# fan_out PIPE...: copies standard input to standard output and to each pipe, like `tee -p`: a reader that ends early gets no more, and the others get all.
# Perl is on every Debian and Ubuntu. 1031 is Linux's number for changing how much a pipe holds.
fan_out() {
  # The variables are Perl's.
  # shellcheck disable=SC2016
  perl -e '
    $SIG{PIPE} = "IGNORE";
    my @readers = (\*STDOUT, map { open(my $pipe, ">", $_) or die "$_: $!\n"; $pipe } @ARGV);
    fcntl($_, 1031, 1 << 20) for \*STDIN, @readers;
    while (1) {
      my $length = sysread(STDIN, my $block, 1 << 20);
      die "reading: $!\n" unless defined $length;
      last if $length == 0;
      @readers = grep {
        my $done = 0;
        while ($done < $length) {
          my $written = syswrite($_, $block, $length - $done, $done);
          last unless defined $written;
          $done += $written;
        }
        $done == $length;
      } @readers;
    }' "$@"
}
