package mailtls.relay;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.X509ExtendedTrustManager;
import mailtls.client.ReferenceId;
import mailtls.client.ServerCheck;
import mailtls.client.Trust;

/** Believes whom another believes, and remembers why it did not: a handshake that fails doesn't tell. For one connection. */
final class RememberingTrust implements Trust {

    private final Trust trust;
    private final AtomicReference<Optional<CertificateException>> reason = new AtomicReference<>(Optional.empty());

    RememberingTrust(Trust trust) {
        this.trust = trust;
    }

    @Override
    public X509ExtendedTrustManager checking(Set<ReferenceId> wanted) {
        X509ExtendedTrustManager check = trust.checking(wanted);
        return new ServerCheck((chain, keyExchange, engine) -> {
            try {
                check.checkServerTrusted(chain, keyExchange, engine);
            } catch (CertificateException notTheRightOne) {
                reason.set(Optional.of(notTheRightOne));
                throw notTheRightOne;
            }
        });
    }

    /** Returns why the server's certificate was not believed; nothing if it was, or was never seen. */
    Optional<CertificateException> disbelief() {
        return reason.get();
    }
}
