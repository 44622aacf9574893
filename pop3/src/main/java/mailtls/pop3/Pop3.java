package mailtls.pop3;

import mailtls.MailServer;
import mailtls.machine.Conversation;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.Channel;
import mailtls.tls.ListenerPolicy;

/** Stub. */
public final class Pop3 {
    private Pop3() {}

    /** Stub. */
    public static Protocol server(MailServer house, ListenerPolicy policy) {
        return new Protocol() {
            @Override
            public String name() {
                return "pop3";
            }

            @Override
            public String applicationProtocol() {
                return "pop3";
            }

            @Override
            public Conversation begin(Channel channel, Peer peer) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
