package mailtls.conformance.peer;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which certificates we take from a server under test, and the engines that look at them. */
public final class Trust {

    /** Checks the name as RFC 9525 has it: JSSE knows this way of doing so by the name of the protocol it came with. */
    private static final String CHECK_THE_NAME = "HTTPS";

    private final Optional<TrustManager[]> managers;
    private final SSLContext context;
    private final boolean checksName;

    private Trust(Optional<TrustManager[]> managers, boolean checksName) {
        this.managers = managers;
        this.checksName = checksName;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, managers.orElse(null), null);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Trusts the authorities that Java comes with. */
    public static Trust system() {
        return new Trust(Optional.empty(), true);
    }

    /** Trusts anybody. Says nothing about certificates, and is enough to see everything else. */
    public static Trust anybody() {
        return new Trust(Optional.of(new TrustManager[] {new Credulous()}), false);
    }

    /** Trusts these authorities and no others. */
    public static Trust in(Collection<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("authority " + store.size(), authority);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new Trust(Optional.of(factory.getTrustManagers()), true);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the same with no session of any connection: TLS sessions are taken up again only among those who share one. */
    Trust apart() {
        return new Trust(managers, checksName);
    }

    /** Returns a client's engine for a server of this name. */
    SSLEngine engine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (checksName) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(CHECK_THE_NAME);
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    private static final class Credulous extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
