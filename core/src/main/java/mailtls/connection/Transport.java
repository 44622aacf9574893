package mailtls.connection;

import java.nio.ByteBuffer;
import java.util.List;

/** The whole demand on a network library. */
public interface Transport {

    /** Sends octets behind all that was sent before. */
    void send(List<ByteBuffer> octets);

    /**
     * Starts TLS behind all that was sent before: not one more octet leaves in clear.
     *
     * @param arrived what has come behind the command, and is the beginning of the handshake if it is anything of use
     */
    void startTls(ByteBuffer arrived);

    /** Sends what is to be sent, ends TLS if there is any, and closes. */
    void close();
}
