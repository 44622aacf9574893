package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailtls.tls.Channel;
import mailtls.tls.ChannelBindings;
import mailtls.tls.TestTls;
import mailtls.tls.TlsFacts;
import org.junit.jupiter.api.Test;

class MechanismsTest {

    private final Mechanisms mechanisms = Mechanisms.of(new Accounts());

    @Test
    void overTlsEverythingIsOfferedTheStrongestFirst() {
        assertEquals(ListedMechanisms.overTls(), mechanisms.offered(TestTls.channel(), true));
    }

    /** GNU SASL is one that tries, and takes the failure for a wrong password. */
    @Test
    void plusIsListedOnlyWithTheTypeThatEveryClientTries() {
        Channel both = channelWith(ChannelBindings.EXPORTER, ChannelBindings.SERVER_END_POINT);
        Channel endPointOnly = channelWith(ChannelBindings.SERVER_END_POINT);

        assertEquals(List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"), mechanisms.offered(both, false));
        assertEquals(List.of("SCRAM-SHA-256"), mechanisms.offered(endPointOnly, false));
    }

    @Test
    void plusIsTakenFromAClientThatKnowsTheTypeWeHave() {
        Channel endPointOnly = channelWith(ChannelBindings.SERVER_END_POINT);

        assertEquals(
                "SCRAM-SHA-256-PLUS",
                mechanisms
                        .named("SCRAM-SHA-256-PLUS", endPointOnly)
                        .orElseThrow()
                        .name());
    }

    /** Returns a channel over TLS that has these types of binding, whatever the JDK. */
    static Channel channelWith(String... types) {
        ChannelBindings bindings = mock(ChannelBindings.class);
        when(bindings.types()).thenReturn(Set.of(types));
        TlsFacts facts = mock(TlsFacts.class);
        when(facts.channelBindings()).thenReturn(bindings);
        return new Channel.Tls(facts);
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
