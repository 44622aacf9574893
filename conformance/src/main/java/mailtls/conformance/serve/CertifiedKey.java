package mailtls.conformance.serve;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import mailtls.tls.ServerIdentity;

/** A key and the certificate for it. */
record CertifiedKey(PrivateKey key, X509Certificate certificate) {

    /**
     * Returns both as a server shows them.
     *
     * @throws IllegalArgumentException if they don't belong together
     */
    ServerIdentity identity() {
        return ServerIdentity.of(key, List.of(certificate));
    }
}
