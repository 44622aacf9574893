package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import org.junit.jupiter.api.Test;

class MechanismsTest {

    private final Mechanisms mechanisms = Mechanisms.of(new Accounts());

    @Test
    void overTlsEverythingIsOfferedTheStrongestFirst() {
        assertEquals(
                List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN", "LOGIN"),
                mechanisms.offered(TestTls.channel(), true));
    }

    @Test
    void inClearThereIsNothingToBindTo() {
        assertEquals(List.of("SCRAM-SHA-256", "PLAIN", "LOGIN"), mechanisms.offered(Channel.CLEARTEXT, true));
        assertEquals(Optional.empty(), mechanisms.named("SCRAM-SHA-256-PLUS", Channel.CLEARTEXT));
    }

    @Test
    void wherePasswordsAreNotTakenNoneIsAskedFor() {
        assertEquals(List.of("SCRAM-SHA-256"), mechanisms.offered(Channel.CLEARTEXT, false));
    }

    @Test
    void aMechanismIsFoundWhateverTheCaseOfItsLetters() {
        assertEquals(
                "PLAIN",
                mechanisms.named("plaIn", Channel.CLEARTEXT).orElseThrow().name());
        assertEquals(Optional.empty(), mechanisms.named("GSSAPI", Channel.CLEARTEXT));
    }

    @Test
    void theGrammarKnowsWhichMechanismsDiscloseThePassword() {
        for (String name : mechanisms.offered(TestTls.channel(), true)) {
            Mechanism mechanism = mechanisms.named(name, TestTls.channel()).orElseThrow();
            assertEquals(mechanism.disclosesPassword(), Mechanisms.disclosesPassword(name), name);
        }
        assertTrue(Mechanisms.disclosesPassword("plain"));
        assertFalse(Mechanisms.disclosesPassword("GSSAPI"));
    }
}
