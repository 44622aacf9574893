package mailtls.conformance.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mailtls.MailServer;
import mailtls.mina.Listener;
import mailtls.sasl.Accounts;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;

class HintsTest {

    private static final MailServer HOUSE =
            new MailServer("localhost", new Accounts(), new MemoryMailStore(0, List.of()), Limits.DEFAULT);
    private static final Hints USUAL =
            new Hints("localhost", Optional.of(Path.of("/c/ca.pem")), "alice", Optional.of("secret"));

    @Test
    void aListenerIsALineWithTabs() {
        assertEquals(
                "listening\timap\tstarttls\t127.0.0.1:1143",
                listening(Service.IMAP, "127.0.0.1", 1143).line());
        assertEquals(
                "listening\tsubmissions\timplicit\t[::1]:1465",
                listening(Service.SUBMISSIONS, "::1", 1465).line());
        assertEquals(
                "listening\tsmtp\tcleartext\t127.0.0.1:1025",
                listening(Service.MX, "127.0.0.1", 1025, ListenerPolicy.CLEARTEXT_ONLY)
                        .line());
    }

    @Test
    void mailIsReadWithCurl() {
        assertHint(
                "curl --ssl-reqd --cacert /c/ca.pem --user alice:secret 'imap://localhost:1143/INBOX;MAILINDEX=1'",
                USUAL,
                listening(Service.IMAP, "127.0.0.1", 1143));
        assertHint(
                "curl --cacert /c/ca.pem --user alice:secret pop3s://localhost:1995/1",
                USUAL,
                listening(Service.POP3_OVER_TLS, "0.0.0.0", 1995));
    }

    @Test
    void mailIsSentWithCurl() {
        assertHint(
                "printf 'Subject: hello\\r\\n\\r\\nhello\\r\\n' | curl --cacert /c/ca.pem --user alice:secret"
                        + " --mail-from alice@localhost --mail-rcpt alice@localhost --upload-file -"
                        + " smtps://localhost:1465",
                USUAL,
                listening(Service.SUBMISSIONS, "127.0.0.1", 1465));
    }

    @Test
    void starttlsIsLookedAtWithOpenssl() {
        assertHint(
                "openssl s_client -quiet -crlf -starttls smtp -connect 127.0.0.1:1025 -CAfile /c/ca.pem"
                        + " -servername localhost -verify_hostname localhost -verify_return_error",
                USUAL,
                listening(Service.MX, "127.0.0.1", 1025));
    }

    @Test
    void withoutTlsNothingAsksForIt() {
        var passwords = new ListenerPolicy(ListenerPolicy.Tls.CLEARTEXT_ONLY, ListenerPolicy.Passwords.ALSO_IN_CLEAR);

        assertHint(
                "curl --cacert /c/ca.pem --user alice:secret pop3://localhost:1110/1",
                USUAL,
                listening(Service.POP3, "127.0.0.1", 1110, passwords));
    }

    @Test
    void withoutTlsAndPasswordsThereIsOnlyTelnet() {
        assertHint(
                "telnet 127.0.0.1 1110",
                USUAL,
                listening(Service.POP3, "127.0.0.1", 1110, ListenerPolicy.CLEARTEXT_ONLY));
        assertHint(
                "telnet 127.0.0.1 1025",
                USUAL,
                listening(Service.MX, "127.0.0.1", 1025, ListenerPolicy.CLEARTEXT_ONLY));
    }

    @Test
    void anotherHostNameNeedNotBeInTheDns() {
        var hints = new Hints("mail.example.org", Optional.of(Path.of("/it's/ca.pem")), "bob", Optional.empty());

        assertHint(
                "curl --cacert '/it'\\''s/ca.pem' --connect-to ::127.0.0.1: --user bob pop3s://mail.example.org:1995/1",
                hints,
                listening(Service.POP3_OVER_TLS, "127.0.0.1", 1995));
    }

    private static void assertHint(String command, Hints hints, Listening listening) {
        assertEquals(List.of(command), hints.of(List.of(listening)));
    }

    private static Listening listening(Service service, String address, int port) {
        return listening(service, address, port, service.usualPolicy());
    }

    private static Listening listening(Service service, String address, int port, ListenerPolicy policy) {
        var place = new InetSocketAddress(address, port);
        return new Listening(service, new Listener(place, service.protocol(HOUSE, policy), policy));
    }
}
