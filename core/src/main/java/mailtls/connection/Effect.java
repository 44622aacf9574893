package mailtls.connection;

import java.nio.ByteBuffer;
import mailtls.machine.Reply;

/** What a transport must do. Each performs itself, so that adding one breaks the build where it must. */
public sealed interface Effect {

    /** Does it. */
    void perform(Transport transport);

    /** Sends a reply. */
    record Send(Reply reply) implements Effect {
        @Override
        public void perform(Transport transport) {
            transport.send(reply.octets());
        }
    }

    /**
     * Starts TLS. Nothing follows it.
     *
     * @param arrived the octets that have come behind the command
     */
    record StartHandshake(ByteBuffer arrived) implements Effect {
        @Override
        public void perform(Transport transport) {
            transport.startTls(arrived);
        }
    }

    /** Closes. Nothing follows it. */
    record Close() implements Effect {
        @Override
        public void perform(Transport transport) {
            transport.close();
        }
    }
}
