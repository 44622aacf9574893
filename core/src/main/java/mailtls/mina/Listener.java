package mailtls.mina;

import java.net.InetSocketAddress;
import mailtls.machine.Protocol;
import mailtls.tls.ListenerPolicy;

/**
 * Where a server listens, and what it speaks there.
 *
 * @param address the address and port; port 0 for any that is free
 * @param protocol what is spoken
 * @param policy how the client gets TLS; the protocol has been made with the same one
 */
public record Listener(InetSocketAddress address, Protocol protocol, ListenerPolicy policy) {

    /** Returns the mode in a word: {@code implicit}, {@code starttls} or {@code cleartext}. */
    public String mode() {
        if (policy.isImplicit()) {
            return "implicit";
        }
        return policy.hasStartTls() ? "starttls" : "cleartext";
    }
}
