package mailtls.tls;

/**
 * The client offers application protocols, and ours is not among them. Thrown out of the handshake of an engine that would go on
 * without; the {@code no_application_protocol} alert (RFC 7301 section 3.2) is left to whoever drives the engine.
 */
public final class NoCommonProtocol extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoCommonProtocol() {
        super("no application protocol in common", null, false, false);
    }
}
