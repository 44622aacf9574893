package mailtls.pop3;

import mailtls.MailServer;
import mailtls.client.ClientProtocol;
import mailtls.client.TlsMode;
import mailtls.machine.Conversation;
import mailtls.machine.Machine;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.machine.Transitions;
import mailtls.sasl.Mechanisms;
import mailtls.tls.Channel;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Limits;

/**
 * A POP3 server (RFC 1939) with CAPA (RFC 2449), STLS (RFC 2595) and AUTH (RFC 5034). It is the protocol to read first:
 * one screen of rows, and three states worth the name.
 *
 * <p>There is no APOP. It needs the password itself on the server, its MD5 can be searched by whoever listens, and the
 * timestamp that should protect it comes in clear, where an attacker may choose it. SCRAM (RFC 7677) does what APOP meant
 * to.
 */
public final class Pop3 {

    static final String NAME = "pop3";

    private Pop3() {}

    /**
     * Returns the protocol of a listener.
     *
     * @param house who may log in, and where the mail is
     * @param policy whether there is TLS, and whether a password may come without it
     */
    public static Protocol server(MailServer house, ListenerPolicy policy) {
        return server(house, Pop3Table.of(policy));
    }

    /**
     * Returns a client's side of a connection, for {@link mailtls.mina.MinaClient#connect}.
     *
     * @param mode how TLS is begun, and who the server must prove to be; POP3 has no opportunistic mode, since what is
     *     protected is a password (RFC 8314 section 5.2)
     */
    public static ClientProtocol<Pop3Client> client(TlsMode mode) {
        return new Pop3ClientProtocol(mode, Pop3ClientTable.of(mode), Limits.DEFAULT);
    }

    /** Returns the protocol that a table describes. */
    static Protocol server(MailServer house, Transitions<Pop3State, Pop3Session> table) {
        Mechanisms mechanisms = house.authenticator().mechanisms();
        return new Protocol() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public String applicationProtocol() {
                return NAME;
            }

            @Override
            public Conversation begin(Channel channel, Peer peer) {
                var capabilities = new Pop3Capabilities(table, mechanisms, channel);
                var session = new Pop3Session(house, mechanisms, capabilities, channel, peer);
                return new Machine<>(table, Pop3State.AUTHORIZATION, session, channel, peer);
            }
        };
    }
}
