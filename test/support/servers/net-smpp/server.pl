# An SMS centre on Net::SMPP. Prints its port, and writes down each message that it takes, as a phone would show it.
use strict;
use warnings;
use Encode qw(decode);
use IO::Select;
use JSON::PP;
use Net::SMPP;

my $json = JSON::PP->new->utf8->canonical;
open(my $file, '<', $ARGV[0]) or die "no settings: $!";
my $settings = $json->decode(do { local $/; <$file> });
close $file;

my %STATUS = (
    wrong_name     => 0x0f,
    wrong_password => 0x0e,
    not_bound      => 0x04,
    too_long       => 0x01,
    wrong_number   => 0x0b,
    throttled      => 0x58,
);
my $INTERNATIONAL = 1;
my $HAS_HEADER    = 0x40;

my (%bound, %put_off, %waiting);
my $count = 0;

sub bind_status {
    my ($pdu) = @_;
    return $STATUS{wrong_name} if $pdu->{system_id} ne $settings->{systemId};
    return $STATUS{wrong_password} if $pdu->{password} ne $settings->{password};
    return 0;
}

sub submit_status {
    my ($pdu) = @_;
    my $number = $pdu->{destination_addr};
    return $STATUS{wrong_number} if $number eq $settings->{refused};
    return $STATUS{throttled} if $number eq $settings->{throttled};
    return $STATUS{throttled} if $number eq $settings->{once} && !$put_off{$number}++;
    return $STATUS{too_long} if length $pdu->{short_message} > $settings->{longest};
    my $text = assembled($pdu);
    take(($pdu->{dest_addr_ton} == $INTERNATIONAL ? '+' : '') . $number, $text) if defined $text;
    return 0;
}

# The whole text with its last part. Each part is decoded by itself, so that a character cut in two is seen.
sub assembled {
    my ($pdu) = @_;
    my $bytes = $pdu->{short_message};
    return decode('UTF-16BE', $bytes) unless $pdu->{esm_class} & $HAS_HEADER;
    my ($length, $kind, $size, $reference, $total, $part) = unpack 'C6', $bytes;
    die 'not the header of a part' unless $length == 5 && $kind == 0 && $size == 3;
    my $key = join ' ', $pdu->{source_addr}, $pdu->{destination_addr}, $reference, $total;
    my $parts = $waiting{$key} //= {};
    $parts->{$part} = decode('UTF-16BE', substr($bytes, 6));
    return undef if keys %$parts < $total;
    delete $waiting{$key};
    return join '', map { $parts->{$_} } 1 .. $total;
}

sub take {
    my ($to, $text) = @_;
    open(my $taken, '>>', $settings->{taken}) or die "nothing can be written down: $!";
    print $taken $json->encode({ to => $to, text => $text }), "\n";
    close $taken or die "nothing can be written down: $!";
}

sub answer {
    my ($session, $pdu) = @_;
    my ($command, @sequence) = ($pdu->{cmd}, seq => $pdu->{seq});
    if ($command == Net::SMPP::CMD_bind_transceiver) {
        my $status = bind_status($pdu);
        $bound{$session} = $status == 0;
        $session->bind_transceiver_resp(@sequence, status => $status, system_id => 'perl');
    }
    elsif ($command == Net::SMPP::CMD_submit_sm) {
        my $status = $bound{$session} ? submit_status($pdu) : $STATUS{not_bound};
        $session->submit_sm_resp(@sequence, status => $status, message_id => ++$count);
    }
    elsif ($command == Net::SMPP::CMD_enquire_link) {
        $session->enquire_link_resp(@sequence);
    }
    elsif ($command == Net::SMPP::CMD_unbind) {
        $session->unbind_resp(@sequence);
        return 0;
    }
    return 1;
}

$SIG{PIPE} = 'IGNORE';
my $listener = Net::SMPP->new_listen('127.0.0.1', port => 0) or die "it cannot listen: $!";
$| = 1;
print $listener->sockport, "\n";
my $open = IO::Select->new($listener);
while (1) {
    for my $ready ($open->can_read) {
        if ($ready == $listener) {
            my $session = $listener->accept or next;
            $open->add($session);
            next;
        }
        my $pdu = $ready->read_pdu;
        next if $pdu && answer($ready, $pdu);
        delete $bound{$ready};
        $open->remove($ready);
        $ready->close;
    }
}
