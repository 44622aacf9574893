package mailtls.conformance.peer;

import java.net.InetSocketAddress;

/** Sees every octet that our own sockets send and receive, TLS records as they are, secrets included. */
public interface Capture {

    /** Sees nothing. */
    Capture NONE = (here, there) -> new Connection() {};

    /** A connection is there. */
    Connection opened(InetSocketAddress here, InetSocketAddress there);

    /** What happens on a connection. */
    interface Connection {

        /** We have said this. */
        default void sent(byte[] octets) {}

        /** The server has said this. */
        default void received(byte[] octets) {}

        /** We close our half. */
        default void weEnd() {}

        /** The server closes its half. */
        default void theyEnd() {}
    }
}
