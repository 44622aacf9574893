package mailtls.connection;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;

/**
 * Our end of one connection, without the network: what happened goes in, what to do comes out. A transport performs the effects
 * in their order before it tells the next thing, and tells one thing at a time.
 */
public interface Endpoint {

    /** The connection is there, and this is what carries octets: on a port with implicit TLS, after the handshake. */
    List<Effect> opened(Channel channel);

    /** Octets have arrived over the channel; all are taken. */
    List<Effect> received(ByteBuffer octets);

    /** All that was sent has left. Commands that waited for it go on; without this, they wait for ever. */
    List<Effect> sent();

    /** The handshake that a {@link Effect.StartHandshake} began is done. */
    List<Effect> secured(TlsFacts facts);

    /** The handshake that a {@link Effect.StartHandshake} began has failed. */
    List<Effect> handshakeFailed();

    /** The peer has said its last. */
    List<Effect> peerEnded(Ending how);

    /** It took too long; the transport watches the clock. */
    List<Effect> timeUp(Deadline deadline);

    /** The conversation asked to be heard: {@link mailtls.machine.Peer#nudge}. */
    List<Effect> nudged();

    /** The server goes down. */
    List<Effect> shutdown();

    /** The connection is gone, however it ended. What was held for the peer is given back. */
    void gone();
}
