package mailtls.conformance.mitm;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import mailtls.conformance.client.Certificates;

/** Two handshakes in place of one: as a client with the server, and as the server with the client. */
final class FalseTls {

    private final Plan plan;
    private final Onlooker onlooker;

    FalseTls(Plan plan, Onlooker onlooker) {
        this.plan = plan;
        this.onlooker = onlooker;
    }

    /**
     * Does both.
     *
     * @throws EOFException if one of them does not want to
     */
    void between(End client, End server) throws IOException {
        String host = plan.server().getHostString();
        try {
            server.join(trusting(), host);
        } catch (IOException refused) {
            throw new EOFException("no TLS with the server: " + refused.getMessage());
        }
        onlooker.middle("shows the client a certificate for " + host + " that it has signed itself");
        try {
            client.accept(Certificates.of(host).selfSigned());
        } catch (IOException refused) {
            throw new EOFException("the client does not take the certificate");
        }
        onlooker.course("TLS begins, on either side");
    }

    /** Returns what takes any certificate. */
    static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whoever attacks takes any server for the right one. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
