package mailtls.conformance.serve;

import static mailtls.tls.ListenerPolicy.CLEARTEXT_ONLY;
import static mailtls.tls.ListenerPolicy.STARTTLS_OFFERED;
import static mailtls.tls.ListenerPolicy.STARTTLS_REQUIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ListenerPolicy.Passwords;
import mailtls.tls.ListenerPolicy.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class PolicyOptionsTest {

    private static final ListenerPolicy CLEARTEXT_WITH_PASSWORDS =
            new ListenerPolicy(Tls.CLEARTEXT_ONLY, Passwords.ALSO_IN_CLEAR);
    private static final ListenerPolicy OFFERED_WITH_PASSWORDS =
            new ListenerPolicy(Tls.STARTTLS_OFFERED, Passwords.ALSO_IN_CLEAR);

    @Test
    void whereUsersLogInTlsIsRequiredAndForAnMxItIsOffered() {
        PolicyOptions options = options();

        assertEquals(STARTTLS_REQUIRED, options.policyOf(Service.IMAP));
        assertEquals(STARTTLS_REQUIRED, options.policyOf(Service.POP3));
        assertEquals(STARTTLS_REQUIRED, options.policyOf(Service.SUBMISSION));
        assertEquals(STARTTLS_OFFERED, options.policyOf(Service.MX));
    }

    /** Dovecot's two words and what they mean; what is not given is as in Dovecot, which is yes for both. */
    record DovecotRow(String options, ListenerPolicy policy) {}

    static Stream<DovecotRow> dovecot() {
        // spotless:off
        return Stream.of(
                new DovecotRow("--ssl no",                                    CLEARTEXT_ONLY),
                new DovecotRow("--ssl no       --disable-plaintext-auth yes", CLEARTEXT_ONLY),
                new DovecotRow("--ssl no       --disable-plaintext-auth no",  CLEARTEXT_WITH_PASSWORDS),
                new DovecotRow("               --disable-plaintext-auth yes", STARTTLS_OFFERED),
                new DovecotRow("               --disable-plaintext-auth no",  OFFERED_WITH_PASSWORDS),
                new DovecotRow("--ssl yes",                                   STARTTLS_OFFERED),
                new DovecotRow("--ssl yes      --disable-plaintext-auth yes", STARTTLS_OFFERED),
                new DovecotRow("--ssl yes      --disable-plaintext-auth no",  OFFERED_WITH_PASSWORDS),
                new DovecotRow("--ssl required",                              STARTTLS_REQUIRED),
                new DovecotRow("--ssl required --disable-plaintext-auth yes", STARTTLS_REQUIRED),
                new DovecotRow("--ssl required --disable-plaintext-auth no",  STARTTLS_REQUIRED),
                new DovecotRow("--ssl REQUIRED",                              STARTTLS_REQUIRED));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("dovecot")
    void dovecotsWordsMeanHereWhatTheyMeanThere(DovecotRow row) {
        PolicyOptions options = options(row.options().strip().split(" +"));

        List<ListenerPolicy> policies = Service.inClear().map(options::policyOf).toList();

        assertEquals(List.of(row.policy(), row.policy(), row.policy(), row.policy()), policies);
    }

    @Test
    void ourWordsHoldForAllPortsThatBeginInClearOrForOne() {
        PolicyOptions options = options("--tls", "cleartext-only", "--tls", "pop3=starttls-offered");

        assertEquals(CLEARTEXT_ONLY, options.policyOf(Service.IMAP));
        assertEquals(STARTTLS_OFFERED, options.policyOf(Service.POP3));
        assertEquals(CLEARTEXT_ONLY, options.policyOf(Service.MX));
    }

    @Test
    void passwordsInClearCanBeAskedForByName() {
        PolicyOptions options = options("--tls", "imap=starttls-offered", "--passwords", "imap=also-in-clear");

        assertEquals(OFFERED_WITH_PASSWORDS, options.policyOf(Service.IMAP));
        assertEquals(STARTTLS_REQUIRED, options.policyOf(Service.POP3));
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"IMAP_OVER_TLS", "POP3_OVER_TLS", "SUBMISSIONS"})
    void noWordChangesAPortWithImplicitTls(Service service) {
        assertEquals(ListenerPolicy.IMPLICIT, options("--tls", "cleartext-only").policyOf(service));
        assertEquals(ListenerPolicy.IMPLICIT, options("--ssl", "no").policyOf(service));
        assertEquals(
                ListenerPolicy.IMPLICIT, options("--passwords", "also-in-clear").policyOf(service));
    }

    @Test
    void passwordsInClearWhereTlsIsRequiredAreAContradiction() {
        assertRefused("contradicts --tls starttls-required", "--passwords", "also-in-clear");
        assertRefused(
                "contradicts --tls starttls-required", "--tls", "starttls-required", "--passwords", "also-in-clear");
    }

    @Test
    void nobodySpeaksTwoVocabulariesAtOnce() {
        assertRefused("in other words", "--ssl", "yes", "--tls", "starttls-offered");
        assertRefused("in other words", "--disable-plaintext-auth", "no", "--passwords", "also-in-clear");
    }

    @Test
    void unknownWordsAreRefusedWithTheKnownOnes() {
        assertRefused("none of cleartext-only, starttls-offered, starttls-required", "--tls", "sometimes");
        assertRefused("no port of “imaps” begins in clear", "--tls", "imaps=starttls-offered");
        assertRefused("none of over-tls-only, also-in-clear", "--passwords", "never");
    }

    private static void assertRefused(String because, String... arguments) {
        PolicyOptions options = options(arguments);

        Trouble trouble = assertThrows(Trouble.class, () -> options.policyOf(Service.IMAP));

        assertEquals(ExitStatus.USAGE, trouble.exitStatus());
        assertTrue(trouble.getMessage().contains(because), trouble.getMessage());
    }

    private static PolicyOptions options(String... arguments) {
        return CommandLine.populateCommand(new PolicyOptions(), arguments);
    }
}
