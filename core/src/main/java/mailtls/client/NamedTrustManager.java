package mailtls.client;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** A chain to an authority first, then the name. JSSE's own check of names is not used: it still looks at common names. */
final class NamedTrustManager extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager chains;
    private final Set<ReferenceId> wanted;

    NamedTrustManager(X509ExtendedTrustManager chains, Set<ReferenceId> wanted) {
        this.chains = chains;
        this.wanted = Set.copyOf(wanted);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        chains.checkServerTrusted(chain, keyExchange, engine);
        NameCheck.check(chain[0], wanted);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        chains.checkServerTrusted(chain, keyExchange, socket);
        NameCheck.check(chain[0], wanted);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        chains.checkServerTrusted(chain, keyExchange);
        NameCheck.check(chain[0], wanted);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw noClients();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }

    private static CertificateException noClients() {
        return new CertificateException("a client has no clients");
    }
}
