package mailtls.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes the engines of a server: the one place that knows how JSSE is told what a {@link TlsPolicy} says. */
public final class Engines {

    /** How many sessions of TLS 1.2 are kept for clients that come again without a ticket; TLS 1.3 keeps none. */
    private static final int MOST_SESSIONS = 4096;

    private final SSLContext context;
    private final List<ServerIdentity> identities;
    private final TlsPolicy policy;
    private final SSLParameters parameters;

    /**
     * Prepares engines.
     *
     * @param identities who the server is, by the name a client asks for; the first one is the default
     * @param clientAuthorities who may sign a client's certificate
     * @param policy which TLS is spoken
     * @throws IllegalArgumentException if JDK or provider do not have what the policy names; the message says what
     */
    public Engines(List<ServerIdentity> identities, List<X509Certificate> clientAuthorities, TlsPolicy policy) {
        this(identities, clientAuthorities, policy, Optional.empty());
    }

    /**
     * Prepares engines of another implementation of TLS.
     *
     * @param provider the JSSE provider to take them from; nothing for the JDK's own
     */
    public Engines(
            List<ServerIdentity> identities,
            List<X509Certificate> clientAuthorities,
            TlsPolicy policy,
            Optional<Provider> provider) {
        if (identities.isEmpty()) {
            throw new IllegalArgumentException("a server needs a key and a certificate");
        }
        if (policy.clientCertificate() != TlsPolicy.ClientCertificate.NOT_ASKED && clientAuthorities.isEmpty()) {
            throw new IllegalArgumentException(
                    "client certificates are asked for, but no authority is named that may sign them");
        }
        this.identities = identities.stream()
                .map(identity -> provider.map(identity::heldBy).orElse(identity))
                .toList();
        this.policy = policy;
        this.context = context(new IdentityKeyManager(this.identities), clientAuthorities, provider);
        this.parameters = parameters(context.createSSLEngine());
        server(""); // what does not work should fail now, not at the first handshake
    }

    /** Returns what all engines have in common; it is made once, since some engines take long to tell what they begin with. */
    private SSLParameters parameters(SSLEngine any) {
        any.setUseClientMode(false);
        SSLParameters all = any.getSSLParameters();
        all.setProtocols(policy.versions().toArray(String[]::new));
        all.setCipherSuites(suites(policy, List.of(any.getSupportedCipherSuites())));
        all.setUseCipherSuitesOrder(true);
        if (!policy.groups().isEmpty()) {
            JsseGaps.setGroups(all, policy.groups());
        }
        if (policy.unknownName() == TlsPolicy.UnknownName.IS_REFUSED) {
            all.setSNIMatchers(List.of(new KnownNames(identities)));
        }
        switch (policy.clientCertificate()) {
            case NOT_ASKED -> all.setNeedClientAuth(false);
            case WANTED -> all.setWantClientAuth(true);
            case NEEDED -> all.setNeedClientAuth(true);
        }
        return all;
    }

    /**
     * Makes an engine for one connection, on the server's side.
     *
     * @param applicationProtocol what is spoken, by its ALPN name; empty where none is registered
     */
    public SSLEngine server(String applicationProtocol) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        JsseGaps.offerTickets(engine);
        // An absent name and “none in common” are both answered: nothing, or a fatal alert (RFC 7301 section 3.2).
        if (policy.alpn() != TlsPolicy.Alpn.OFF && !applicationProtocol.isEmpty()) {
            engine.setHandshakeApplicationProtocolSelector(
                    (asking, offered) -> choose(asking, applicationProtocol, offered));
        }
        return engine;
    }

    @SuppressWarnings("NullAway") // JSSE's word for “fatal alert” is null
    private String choose(SSLEngine asking, String ours, List<String> offered) {
        if (offered.contains(ours)) {
            return ours;
        }
        if (policy.alpn() != TlsPolicy.Alpn.STRICT) {
            return "";
        }
        if (JsseGaps.isConscrypt(asking)) {
            throw new NoCommonProtocol(); // for which null is “go on without”
        }
        return null;
    }

    static String[] suites(TlsPolicy policy, List<String> supported) {
        List<String> unknown = policy.suites().stream()
                .filter(suite -> !supported.contains(suite))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("this engine has no cipher suite " + String.join(", ", unknown)
                    + "; it has " + String.join(", ", supported));
        }
        Stream<String> wanted = policy.suites().isEmpty()
                ? supported.stream().filter(TlsPolicy::isRecommended)
                : policy.suites().stream();
        return wanted.toArray(String[]::new);
    }

    private static SSLContext context(
            KeyManager own, List<X509Certificate> clientAuthorities, Optional<Provider> provider) {
        try {
            SSLContext context = provider.isPresent()
                    ? SSLContext.getInstance("TLS", provider.get())
                    : SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {own}, trust(clientAuthorities), null);
            context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("TLS can't be set up: " + unusable.getMessage(), unusable);
        }
    }

    private static TrustManager[] trust(List<X509Certificate> authorities) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority " + store.size(), authority);
        }
        if (authorities.isEmpty()) {
            return new TrustManager[0];
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Lets only names through that one of the identities is for. */
    private static final class KnownNames extends SNIMatcher {

        private final List<ServerIdentity> identities;

        KnownNames(List<ServerIdentity> identities) {
            super(StandardConstants.SNI_HOST_NAME);
            this.identities = identities;
        }

        @Override
        public boolean matches(SNIServerName asked) {
            String name = new SNIHostName(asked.getEncoded()).getAsciiName();
            return identities.stream().anyMatch(identity -> identity.isFor(name));
        }
    }
}
