# client.pl HOST PORT MODE PROTOCOL USER PASS CAFILE ADDRESS: one mail read or sent with Perl's usual libraries.
use strict;
use warnings;
use Authen::SASL;
use Mail::IMAPClient;
use Net::POP3;
use Net::SMTP;

my ($host, $port, $mode, $protocol, $user, $password, $ca, $address) = @ARGV;
my $implicit = $mode eq 'implicit' ? 1 : 0;
my %tls = (SSL_ca_file => $ca, SSL_verify_mode => 1);

sub imap {
    my $checked = [%tls, SSL_verifycn_name => $host, SSL_verifycn_scheme => 'imap', SSL_hostname => $host];
    my $imap = Mail::IMAPClient->new(
        Server => $host, Port => $port, User => $user, Password => $password,
        $implicit ? (Ssl => $checked) : (Starttls => $checked),
    ) or die "imap: $@\n";
    $imap->examine('INBOX') or die $imap->LastError;
    my $mail = $imap->message_string(($imap->messages)[0]);
    $imap->logout;
    return $mail;
}

sub pop3 {
    my $pop = Net::POP3->new($host, Port => $port, SSL => $implicit, %tls) or die "pop3: $@\n";
    $implicit or $pop->starttls(%tls) or die "STLS: $@ " . $pop->message;
    defined $pop->login($user, $password) or die $pop->message;
    my $mail = join '', @{ $pop->get(1) };
    $pop->quit;
    return $mail;
}

sub deliver {
    my $smtp = Net::SMTP->new($host, Port => $port, Hello => 'localhost', SSL => $implicit, %tls) or die "smtp: $@\n";
    $implicit or $smtp->starttls(%tls) or die "STARTTLS: $@ " . $smtp->message;
    $protocol eq 'smtp' or $smtp->auth($user, $password) or die $smtp->message;
    open my $file, '<', 'mail' or die;
    $smtp->mail($address) && $smtp->to($address) && $smtp->data(<$file>) or die $smtp->message;
    $smtp->quit;
}

if ($protocol eq 'imap' || $protocol eq 'pop3') {
    ($protocol eq 'imap' ? imap() : pop3()) =~ /^Subject: /m or die "no mail was read\n";
} else {
    deliver();
}
