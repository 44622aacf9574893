package mailtls.tls;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What is known about a TLS session after its handshake. It can only be made from an engine whose handshake is done, so that
 * nobody can pretend to be over TLS.
 */
public final class TlsFacts {

    private final String version;
    private final String suite;
    private final Optional<String> serverName;
    private final Optional<String> applicationProtocol;
    private final List<X509Certificate> peerCertificates;
    private final boolean certificateShown;
    private final boolean resumed;
    private final ChannelBindings channelBindings;

    private TlsFacts(SSLEngine engine, Instant handshakeBegan) {
        SSLSession session = engine.getSession();
        if (!session.isValid() || session.getProtocol().equals("NONE")) {
            throw new IllegalStateException("the handshake is not done");
        }
        version = session.getProtocol();
        suite = session.getCipherSuite();
        serverName = serverName(session);
        applicationProtocol =
                Optional.ofNullable(engine.getApplicationProtocol()).filter(name -> !name.isEmpty());
        peerCertificates = asksForCertificates(engine) ? peerCertificates(session) : List.of();
        certificateShown = engine.getUseClientMode() && session.getLocalCertificates() != null;
        resumed = session.getCreationTime() < began(engine, handshakeBegan);
        channelBindings = ChannelBindings.of(engine);
    }

    /**
     * Returns the facts about the engine's session.
     *
     * @param engine its handshake is done
     * @param handshakeBegan a session older than this was resumed
     * @throws IllegalStateException if the handshake is not done
     */
    public static TlsFacts of(SSLEngine engine, Instant handshakeBegan) {
        return new TlsFacts(engine, handshakeBegan);
    }

    /** Returns the version, as JSSE names it: “TLSv1.3”. */
    public String version() {
        return version;
    }

    /** Returns the cipher suite by its registered name: “TLS_AES_128_GCM_SHA256”. */
    public String suite() {
        return suite;
    }

    /** Returns the server name the client asked for, if it did (SNI, RFC 6066 section 3). */
    public Optional<String> serverName() {
        return serverName;
    }

    /** Returns the application protocol both agreed on, if they did (ALPN, RFC 7301). */
    public Optional<String> applicationProtocol() {
        return applicationProtocol;
    }

    /** Returns the peer's verified certificates, its own first; empty if it showed none. */
    public List<X509Certificate> peerCertificates() {
        return peerCertificates;
    }

    /** Returns the subject of the peer's certificate, if it showed one. */
    public Optional<String> peerName() {
        return peerCertificates.stream()
                .findFirst()
                .map(X509Certificate::getSubjectX500Principal)
                .map(Principal::getName);
    }

    /** Returns whether we are the client and have shown a certificate: whether we have one, and the server asked for it. */
    public boolean isCertificateShown() {
        return certificateShown;
    }

    /**
     * Returns whether the session was resumed instead of negotiated anew: whether it is older than the handshake. Conscrypt makes it
     * look new in TLS 1.3, and in 1.2 for the rest of its first second.
     */
    public boolean isResumed() {
        return resumed;
    }

    /** Returns what SCRAM-…-PLUS can bind to (RFC 5929, RFC 9266). */
    public ChannelBindings channelBindings() {
        return channelBindings;
    }

    @Override
    public String toString() {
        return version + " " + suite;
    }

    /** Conscrypt counts in whole seconds. */
    private static long began(SSLEngine engine, Instant handshakeBegan) {
        return (JsseGaps.isConscrypt(engine) ? handshakeBegan.truncatedTo(ChronoUnit.SECONDS) : handshakeBegan)
                .toEpochMilli();
    }

    private static Optional<String> serverName(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        return extended.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst();
    }

    /** To ask a session in vain costs an exception, and most clients have no certificate because nobody asks them. */
    private static boolean asksForCertificates(SSLEngine engine) {
        return engine.getUseClientMode() || engine.getNeedClientAuth() || engine.getWantClientAuth();
    }

    private static List<X509Certificate> peerCertificates(SSLSession session) {
        try {
            return List.of(session.getPeerCertificates()).stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException noCertificate) {
            return List.of();
        }
    }
}
