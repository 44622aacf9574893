package mailtls.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the identity by the name that the client asks for, which JSSE's own key managers don't. The first identity whose key
 * fits the suite serves a client that asks for none, or for an unknown one.
 */
final class IdentityKeyManager extends X509ExtendedKeyManager {

    private final List<ServerIdentity> identities;

    IdentityKeyManager(List<ServerIdentity> identities) {
        this.identities = identities;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        Optional<String> asked = askedName(engine);
        @Nullable String fallback = null;
        for (int i = 0; i < identities.size(); i++) {
            if (fits(identities.get(i), keyType)) {
                String alias = String.valueOf(i);
                if (asked.isEmpty() || identities.get(i).isFor(asked.get())) {
                    return alias;
                }
                fallback = fallback == null ? alias : fallback;
            }
        }
        return fallback;
    }

    /** JSSE asks by the algorithm of the key, and some providers by names like “EC_EC” or “RSASSA-PSS”. */
    private static boolean fits(ServerIdentity identity, String keyType) {
        return keyType.equals(identity.key().getAlgorithm())
                || keyType.startsWith(identity.key().getAlgorithm() + "_");
    }

    private static Optional<String> askedName(SSLEngine engine) {
        if (!(engine.getHandshakeSession() instanceof ExtendedSSLSession session)) {
            return Optional.empty();
        }
        for (SNIServerName name : session.getRequestedServerNames()) {
            if (name instanceof SNIHostName host) {
                return Optional.of(host.getAsciiName());
            }
        }
        return Optional.empty();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return identity(alias)
                .map(identity -> identity.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return identity(alias).map(ServerIdentity::key).orElse(null);
    }

    private Optional<ServerIdentity> identity(String alias) {
        return Stream.of(alias).map(Integer::parseInt).map(identities::get).findFirst();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return IntStream.range(0, identities.size())
                .filter(i -> fits(identities.get(i), keyType))
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null; // engines only
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // servers only
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null; // servers only
    }
}
