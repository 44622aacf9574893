package mailtls.conformance.client;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.mina.MinaClient;

/** Clients for the tests of other packages. */
public final class TestClients {

    private TestClients() {}

    /** Returns a scripted one that is wrong in one way, or in none. */
    public static Client scripted(Flaw flaw, MailProtocol protocol, Mode mode) {
        return ClientMutant.client(flaw, protocol, mode);
    }

    /** Returns a scripted one that does as it should. */
    public static Client right(MailProtocol protocol, Mode mode) {
        return scripted(Flaw.NONE, protocol, mode);
    }

    /** Returns our own. */
    public static Client reference(MinaClient connector, MailProtocol protocol, Mode mode) {
        return new ReferenceClient(connector, protocol, mode);
    }
}
