package mailtls.client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a client believes. The check is a part of the handshake: where it fails, the server gets an alert and not a word. */
@FunctionalInterface
public interface Trust {

    /** Returns what checks the certificates of a server that has to be one of these. */
    X509ExtendedTrustManager checking(Set<ReferenceId> wanted);

    /** Believes the authorities that Java believes. */
    static Trust system() {
        return wanted -> named(pkix(Optional.empty()), wanted);
    }

    /** Believes these authorities, and no others. */
    static Trust authorities(List<X509Certificate> authorities) {
        List<X509Certificate> anchors = List.copyOf(authorities);
        return wanted -> named(pkix(Optional.of(anchors)), wanted);
    }

    /** Believes anybody: encrypts to whoever answers, which may be the attacker. For opportunistic relays, and for tests. */
    static Trust anybody() {
        return wanted -> new ServerCheck((chain, keyExchange, engine) -> {});
    }

    /** A chain to an authority first, then the name. */
    private static X509ExtendedTrustManager named(X509ExtendedTrustManager chains, Set<ReferenceId> wanted) {
        return new ServerCheck((chain, keyExchange, engine) -> {
            chains.checkServerTrusted(chain, keyExchange, engine);
            NameCheck.check(chain[0], wanted);
        });
    }

    private static X509ExtendedTrustManager pkix(Optional<List<X509Certificate>> anchors) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            if (anchors.isPresent()) {
                factory.init(store(anchors.get()));
            } else {
                factory.init((KeyStore) null);
            }
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("this JDK has no X509ExtendedTrustManager");
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException("the authorities can't be used: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyStore store(List<X509Certificate> anchors) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate anchor : anchors) {
            store.setCertificateEntry("authority " + store.size(), anchor);
        }
        return store;
    }
}
