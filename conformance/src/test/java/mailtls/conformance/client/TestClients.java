package mailtls.conformance.client;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;

/** Scripted clients for the tests of other packages. */
public final class TestClients {

    private TestClients() {}

    /** Returns one that does as it should. */
    public static Client right(MailProtocol protocol, Mode mode) {
        return ClientMutant.client(Flaw.NONE, protocol, mode);
    }

    /** Returns one with implicit TLS that does not mind that nobody greets it. */
    public static Client waitingForNoGreeting(MailProtocol protocol) {
        return ClientMutant.client(Flaw.WAITS_FOR_NO_GREETING, protocol, Mode.IMPLICIT);
    }
}
