package mailtls.client;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks the certificates of a server, in our way only: JSSE's own check of names is not used, since it still looks at common
 * names.
 */
public final class ServerCheck extends X509ExtendedTrustManager {

    /** What is checked. */
    @FunctionalInterface
    public interface Check {

        /**
         * Checks a chain, the server's own certificate first.
         *
         * @throws CertificateException if it is not to be believed; the message says why, and the handshake ends with it
         */
        void check(X509Certificate[] chain, String keyExchange, SSLEngine engine) throws CertificateException;
    }

    private final Check check;

    /** Makes a check of the handshakes of engines. */
    public ServerCheck(Check check) {
        this.check = check;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        check.check(chain, keyExchange, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        throw new CertificateException("engines only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw new CertificateException("engines only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        throw new CertificateException("servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw new CertificateException("servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0]; // only servers send them
    }
}
