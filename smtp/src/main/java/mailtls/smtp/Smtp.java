package mailtls.smtp;

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
 * The door to SMTP: as a server speaks it, to other servers on port 25, to its own users on ports 587 and 465; and as a client
 * does.
 */
public final class Smtp {

    private Smtp() {}

    /**
     * Takes mail from anybody, for the users of this house only: a public MX, port 25.
     *
     * @param house whose mail it is
     * @param policy {@link ListenerPolicy#STARTTLS_OFFERED} for a public host: it must not demand TLS (RFC 3207 section
     *     4)
     */
    public static Protocol mx(MailServer house, ListenerPolicy policy) {
        return server(Role.MX, house, SmtpTable.of(Role.MX, policy));
    }

    /**
     * Takes mail from users who have logged in (RFC 6409), port 587.
     *
     * @param house whose users they are; mail for anybody else is refused, since there is no relay yet
     * @param policy {@link ListenerPolicy#STARTTLS_REQUIRED}, unless for a test
     */
    public static Protocol submission(MailServer house, ListenerPolicy policy) {
        return server(Role.SUBMISSION, house, SmtpTable.of(Role.SUBMISSION, policy));
    }

    /**
     * Takes mail from users who have logged in, with TLS from the first octet (RFC 8314 section 3.3), port 465.
     *
     * @param house whose users they are; mail for anybody else is refused, since there is no relay yet
     */
    public static Protocol submissions(MailServer house) {
        return server(Role.SUBMISSIONS, house, SmtpTable.of(Role.SUBMISSIONS, ListenerPolicy.IMPLICIT));
    }

    /**
     * Returns a client's side of a connection, for {@link mailtls.mina.MinaClient#connect}.
     *
     * @param mode how TLS is begun, and who the server must prove to be; {@link TlsMode.StartTlsOpportunistic} is for relays
     *     only
     * @param clientName who says EHLO: the client's host name, or its address in brackets
     * @throws IllegalArgumentException if the name is neither
     */
    public static ClientProtocol<SmtpClient> client(TlsMode mode, String clientName) {
        return new SmtpClientProtocol(mode, new Domain(clientName), Limits.DEFAULT);
    }

    /** Follows a table. */
    static Protocol server(Role role, MailServer house, Transitions<SmtpState, SmtpSession> table) {
        return new Server(role, house, table);
    }

    private static final class Server implements Protocol {

        private final Role role;
        private final MailServer house;
        private final Transitions<SmtpState, SmtpSession> table;
        private final Mechanisms mechanisms;

        private Server(Role role, MailServer house, Transitions<SmtpState, SmtpSession> table) {
            this.role = role;
            this.house = house;
            this.table = table;
            this.mechanisms = house.authenticator().mechanisms();
        }

        @Override
        public String name() {
            return role.protocolName();
        }

        @Override
        public String applicationProtocol() {
            return "";
        }

        @Override
        public Conversation begin(Channel channel, Peer peer) {
            var extensions = new Extensions(table, channel, mechanisms, house.limits());
            var login = new Login(mechanisms, channel, peer, house.limits().line());
            var session = new SmtpSession(house, role, extensions, login, channel, peer);
            return new Machine<>(table, SmtpState.CONNECTED, session, channel, peer);
        }
    }
}
