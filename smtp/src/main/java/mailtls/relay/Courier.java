package mailtls.relay;

import java.net.InetAddress;
import mailtls.client.TlsMode;

/** Takes a message to one address of a host. */
@FunctionalInterface
public interface Courier {

    /**
     * Tries once.
     *
     * @param address where
     * @param mode how TLS is begun, and who the host must prove to be
     * @param message what is taken
     */
    Attempt attempt(InetAddress address, TlsMode mode, Consignment message) throws InterruptedException;
}
