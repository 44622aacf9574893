package mailtls.conformance.serve;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import mailtls.mina.Listener;
import mailtls.tls.ListenerPolicy;

/**
 * A service at an address.
 *
 * @param service what is served
 * @param listener where and how
 */
record Listening(Service service, Listener listener) {

    /** Returns the same with the address that it was bound to. */
    Listening at(InetSocketAddress bound) {
        return new Listening(service, new Listener(bound, listener.protocol(), listener.policy()));
    }

    /** Returns what it asks for. */
    ListenerPolicy policy() {
        return listener.policy();
    }

    /** Returns where it is. */
    InetSocketAddress address() {
        return listener.address();
    }

    /** Returns the address as it is written in front of a port: {@code 127.0.0.1}, {@code [::1]}. */
    String host() {
        String host = address().getAddress().getHostAddress();
        if (!(address().getAddress() instanceof Inet6Address)) {
            return host;
        }
        return "[" + host.replaceFirst("(^|:)0(:0)+(:|$)", "::") + "]"; // Java writes the zeros out
    }

    /** Returns address and port as they are written: {@code 127.0.0.1:1143}. */
    String place() {
        return host() + ":" + address().getPort();
    }

    /** Returns the line that tells of it: protocol, how the client gets TLS, and where. */
    String line() {
        return String.join("\t", "listening", service.protocolName(), listener.mode(), place());
    }
}
