package mailtls.imap;

import mailtls.MailServer;
import mailtls.machine.Conversation;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.Channel;
import mailtls.tls.ListenerPolicy;

/** Stub. */
public final class Imap {
    private Imap() {}

    /** Stub. */
    public static Protocol server(MailServer house, ListenerPolicy policy) {
        return new Protocol() {
            @Override
            public String name() {
                return "imap";
            }

            @Override
            public String applicationProtocol() {
                return "imap";
            }

            @Override
            public Conversation begin(Channel channel, Peer peer) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
