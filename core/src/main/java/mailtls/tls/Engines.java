package mailtls.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
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

    /** {@code SSLParameters.setNamedGroups}, which JDK 17 does not have. */
    private static final Optional<MethodHandle> SET_GROUPS = findSetGroups();

    private final SSLContext context;
    private final List<ServerIdentity> identities;
    private final TlsPolicy policy;
    private final String[] suites;

    /**
     * Prepares engines.
     *
     * @param identities who the server is, by the name a client asks for; the first one is the default
     * @param clientAuthorities who may sign a client's certificate
     * @param policy which TLS is spoken
     * @throws IllegalArgumentException if this JDK does not have what the policy names; the message says what
     */
    public Engines(List<ServerIdentity> identities, List<X509Certificate> clientAuthorities, TlsPolicy policy) {
        if (identities.isEmpty()) {
            throw new IllegalArgumentException("a server needs a key and a certificate");
        }
        if (policy.clientCertificate() != TlsPolicy.ClientCertificate.NOT_ASKED && clientAuthorities.isEmpty()) {
            throw new IllegalArgumentException(
                    "client certificates are asked for, but no authority is named that may sign them");
        }
        this.identities = List.copyOf(identities);
        this.policy = policy;
        this.context = context(new IdentityKeyManager(this.identities), clientAuthorities);
        this.suites = suites(policy, List.of(context.getSupportedSSLParameters().getCipherSuites()));
        configured(context.createSSLEngine(), ""); // what does not work should fail now, not at the first handshake
    }

    /**
     * Makes an engine for one connection, on the server's side.
     *
     * @param applicationProtocol what is spoken, by its ALPN name; empty where none is registered
     */
    public SSLEngine server(String applicationProtocol) {
        return configured(context.createSSLEngine(), applicationProtocol);
    }

    private SSLEngine configured(SSLEngine engine, String applicationProtocol) {
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(policy.versions().toArray(String[]::new));
        parameters.setCipherSuites(suites);
        parameters.setUseCipherSuitesOrder(true);
        if (!policy.groups().isEmpty()) {
            setGroups(parameters, policy.groups());
        }
        if (policy.unknownName() == TlsPolicy.UnknownName.IS_REFUSED) {
            parameters.setSNIMatchers(List.of(new KnownNames(identities)));
        }
        switch (policy.clientCertificate()) {
            case NOT_ASKED -> parameters.setNeedClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case NEEDED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        // An absent name and “none in common” are both answered: nothing, or a fatal alert (RFC 7301 section 3.2).
        if (policy.alpn() != TlsPolicy.Alpn.OFF && !applicationProtocol.isEmpty()) {
            engine.setHandshakeApplicationProtocolSelector((asked, offered) -> choose(applicationProtocol, offered));
        }
        return engine;
    }

    @SuppressWarnings("NullAway") // JSSE's word for “fatal alert” is null
    private String choose(String ours, List<String> offered) {
        if (offered.contains(ours)) {
            return ours;
        }
        return policy.alpn() == TlsPolicy.Alpn.STRICT ? null : "";
    }

    static String[] suites(TlsPolicy policy, List<String> supported) {
        List<String> unknown = policy.suites().stream()
                .filter(suite -> !supported.contains(suite))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("this JDK has no cipher suite " + String.join(", ", unknown)
                    + "; it has " + String.join(", ", supported));
        }
        Stream<String> wanted = policy.suites().isEmpty()
                ? supported.stream().filter(TlsPolicy::isRecommended)
                : policy.suites().stream();
        return wanted.toArray(String[]::new);
    }

    private static SSLContext context(KeyManager own, List<X509Certificate> clientAuthorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {own}, trust(clientAuthorities), null);
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

    static void setGroups(SSLParameters parameters, List<String> groups) {
        if (SET_GROUPS.isEmpty()) {
            throw new IllegalArgumentException("this JDK can't set the groups (20 and later can); leave them unset");
        }
        try {
            SET_GROUPS.get().invoke(parameters, groups.toArray(String[]::new));
        } catch (RuntimeException | Error unusable) {
            throw unusable;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<MethodHandle> findSetGroups() {
        try {
            return Optional.of(MethodHandles.publicLookup()
                    .findVirtual(
                            SSLParameters.class, "setNamedGroups", MethodType.methodType(void.class, String[].class)));
        } catch (NoSuchMethodException | IllegalAccessException olderJdk) {
            return Optional.empty();
        }
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
