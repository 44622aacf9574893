package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import mailtls.sasl.Exchange.Outcome;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

    private final Accounts accounts = new Accounts().add("alice", "sesame").add("ällice", "sésame");

    @Test
    void theClientSpeaksFirst() {
        assertEquals(0, begin().firstChallenge().length);
    }

    @Test
    void theRightPasswordIsGranted() {
        assertEquals(new Outcome.Granted("alice"), respond("\0alice\0sesame"));
    }

    @Test
    void aPasswordIsTextInUtf8() {
        assertEquals(new Outcome.Granted("ällice"), respond("\0ällice\0sésame"));
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountAreDeniedAlike() {
        assertEquals(new Outcome.Denied("alice"), respond("\0alice\0open"));
        assertEquals(new Outcome.Denied("nobody"), respond("\0nobody\0sesame"));
        assertEquals(new Outcome.Denied("nobody"), respond("\0nobody\0\u007f"));
    }

    @Test
    void whoActsForItselfIsGranted() {
        assertEquals(new Outcome.Granted("alice"), respond("alice\0alice\0sesame"));
    }

    @Test
    void whoActsForSomebodyElseIsDenied() {
        assertEquals(new Outcome.Denied("alice"), respond("bob\0alice\0sesame"));
    }

    @Test
    void whoMayActForSomebodyElseIsGrantedThat() {
        var delegating = new Plain(new Authenticator() {
            @Override
            public boolean accepts(Credentials credentials) {
                return credentials.actingFor().equals(Optional.of("bob"));
            }

            @Override
            public ScramKeys scramKeys(String account) {
                return accounts.scramKeys(account);
            }
        });

        assertEquals(
                new Outcome.Granted("bob"),
                delegating.begin(Channel.CLEARTEXT).respond(Ascii.octets("bob\0alice\0sesame")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "alice", "\0alice", "\0\0sesame", "\0alice\0", "\0\0", "\0alice\0sesame\0", "a\0b\0c\0d"})
    void whatHasNotThreePartsIsMalformed(String message) {
        assertEquals(new Outcome.Malformed(), respond(message));
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        assertEquals(new Outcome.Malformed(), begin().respond(Ascii.octets("\0alice\0\u00ff")));
    }

    @Test
    void itDisclosesThePasswordAndWorksAnywhere() {
        var plain = new Plain(accounts);

        assertEquals("PLAIN", plain.name());
        assertTrue(plain.disclosesPassword());
        assertTrue(plain.worksOver(Channel.CLEARTEXT));
    }

    private Outcome respond(String message) {
        return begin().respond(Ascii.utf8(message));
    }

    private Exchange begin() {
        return new Plain(accounts).begin(Channel.CLEARTEXT);
    }
}
