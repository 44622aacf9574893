package mailtls.benchmarks;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import mailtls.tls.Engines;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TestIdentity;
import mailtls.tls.TlsPolicy;
import org.conscrypt.Conscrypt;

/** An implementation of TLS, at both ends, and the key exchange it is to use. */
public enum Engine {
    /** The JDK's, with X25519. */
    JDK("x25519,secp256r1"),
    /** Conscrypt's, with X25519: the same cryptography as the JDK's. */
    CONSCRYPT("x25519,secp256r1"),
    /** Conscrypt's, with what it takes by itself. */
    CONSCRYPT_HYBRID("X25519MLKEM768,x25519,secp256r1");

    /** Read by the JDK once, which passes over what it does not know, and by Conscrypt whenever it has changed. */
    private static final String GROUPS = "jdk.tls.namedGroups";

    /** What all benchmarks connect to. */
    static final String HOST = "localhost";

    private static final TestIdentity AUTHORITY = TestIdentity.authority();

    private final String groups;

    Engine(String groups) {
        this.groups = groups;
    }

    /** Returns engines of a server that follows a policy and shows this identity. */
    Engines servers(TlsPolicy policy, TestIdentity identity) {
        System.setProperty(GROUPS, groups);
        return new Engines(
                List.of(ServerIdentity.of(identity.key(), List.of(identity.certificate()))),
                List.of(),
                policy,
                provider());
    }

    /** Returns engines of a server as it is without options, with an ECDSA P-256 key. */
    Engines servers() {
        return servers(TlsPolicy.DEFAULT, authority().signs(HOST));
    }

    /** Returns who has signed the identities of all servers. */
    static TestIdentity authority() {
        return AUTHORITY;
    }

    /** Returns clients that check the server's certificate. */
    SSLContext clients() {
        try {
            SSLContext context = this == JDK
                    ? SSLContext.getInstance("TLS")
                    : SSLContext.getInstance("TLS", Conscrypt.newProvider());
            context.init(null, trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Lets a client keep what it needs to come again; the JDK's does so by itself. */
    SSLEngine remembering(SSLEngine client) {
        if (this != JDK) {
            Conscrypt.setUseSessionTickets(client, true);
        }
        return client;
    }

    private Optional<Provider> provider() {
        return this == JDK ? Optional.empty() : Optional.of(Conscrypt.newProvider());
    }

    /** Each engine goes with its own: Conscrypt's words for the key exchange are not the JDK's. */
    private TrustManagerFactory trust() throws GeneralSecurityException {
        TrustManagerFactory trust = this == JDK
                ? TrustManagerFactory.getInstance("PKIX")
                : TrustManagerFactory.getInstance(
                        "PKIX",
                        Conscrypt.newProviderBuilder().provideTrustManager(true).build());
        trust.init(AUTHORITY.trusted());
        return trust;
    }
}
