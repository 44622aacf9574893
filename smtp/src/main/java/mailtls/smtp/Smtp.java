package mailtls.smtp;

import mailtls.MailServer;
import mailtls.machine.Conversation;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.Channel;
import mailtls.tls.ListenerPolicy;

/** Stub. */
public final class Smtp {
    private Smtp() {}

    /** Stub. */
    public static Protocol mx(MailServer house, ListenerPolicy policy) {
        return new Protocol() {
            @Override
            public String name() {
                return "smtp";
            }

            @Override
            public String applicationProtocol() {
                return "";
            }

            @Override
            public Conversation begin(Channel channel, Peer peer) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Stub. */
    public static Protocol submission(MailServer house, ListenerPolicy policy) {
        return mx(house, policy);
    }

    /** Stub. */
    public static Protocol submissions(MailServer house) {
        return mx(house, ListenerPolicy.IMPLICIT);
    }
}
