package mailtls.conformance.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import mailtls.client.ServerCheck;

/** Makes the engines of one server's clients, and knows which of their handshakes were resumed. */
final class ClientTls {

    /** How the engines are made. */
    record Choice(
            Optional<Provider> provider,
            Optional<String> version,
            List<String> groups,
            boolean resumes,
            boolean isInsecure,
            List<X509Certificate> authorities) {

        /** Returns the engine's maker as it is printed. */
        String engine() {
            return provider.map(Provider::getName).orElse("JDK");
        }
    }

    private static final Optional<MethodHandle> SET_GROUPS = findSetGroups();

    /** Checks the name as RFC 9525 has it: JSSE knows this way of doing so by the name of the protocol it came with. */
    private static final String CHECK_THE_NAME = "HTTPS";

    /** In TLS 1.3 a suite says nothing of the certificate; JSSE and Conscrypt have different words for that. */
    private static final String ANY = "UNKNOWN";

    private static final String CONSCRYPTS_ANY = "GENERIC";

    private static final int HIGHEST_PORT = 65_535;

    private final Choice choice;
    private final SSLContext context;
    private final AtomicInteger connections = new AtomicInteger();

    /** Whether this thread has been shown a certificate since it was last asked. */
    private final ThreadLocal<Boolean> sawCertificate = ThreadLocal.withInitial(() -> false);

    /**
     * Prepares engines.
     *
     * @throws IllegalArgumentException if what was chosen does not exist here; the message says what
     */
    ClientTls(Choice choice) {
        this.choice = choice;
        try {
            context = choice.provider().isPresent()
                    ? SSLContext.getInstance("TLS", choice.provider().get())
                    : SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {witness(trust(choice))}, null);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("TLS can't be set up: " + unusable.getMessage(), unusable);
        }
        // Conscrypt's clients keep ten sessions unless they are told otherwise: others would not be resumed.
        context.getClientSessionContext().setSessionCacheSize(choice.resumes() ? LoadOptions.MOST_AT_A_TIME : 1);
        engine("localhost", 0); // what does not work should fail now
    }

    /**
     * Makes an engine for one connection.
     *
     * @param lane which of the clients that connect at the same time: each resumes its own sessions, as users do
     */
    SSLEngine engine(String host, int lane) {
        // JSSE looks a session up by host and port, and uses the port for nothing else.
        int key = choice.resumes() ? lane : connections.incrementAndGet() & 0x7fff_ffff;
        SSLEngine engine = context.createSSLEngine(host, 1 + key % HIGHEST_PORT);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (!choice.isInsecure()) {
            parameters.setEndpointIdentificationAlgorithm(CHECK_THE_NAME);
        }
        parameters.setProtocols(
                choice.version().map(version -> new String[] {version}).orElse(new String[] {"TLSv1.3", "TLSv1.2"}));
        if (!choice.groups().isEmpty()) {
            setGroups(parameters, choice.groups());
        }
        engine.setSSLParameters(parameters);
        sawCertificate.set(false);
        return engine;
    }

    /** Returns whether the handshake that this thread has just done was resumed: then no certificate is shown. */
    boolean wasResumed() {
        return !sawCertificate.get();
    }

    /** Returns the provider of Conscrypt, if its native part loads here. */
    static Optional<Provider> conscrypt() {
        try {
            return Optional.of(Class.forName("org.conscrypt.OpenSSLProvider")
                    .asSubclass(Provider.class)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError absent) {
            return Optional.empty();
        }
    }

    private static Optional<X509ExtendedTrustManager> trust(Choice choice) throws GeneralSecurityException {
        if (choice.isInsecure()) {
            return Optional.empty();
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store(choice.authorities()));
        return Optional.of((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
    }

    @SuppressWarnings("NullAway") // JSSE's word for “those that Java comes with” is null
    private static KeyStore store(List<X509Certificate> authorities) throws GeneralSecurityException {
        if (authorities.isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority " + store.size(), authority);
        }
        return store;
    }

    private static void setGroups(SSLParameters parameters, List<String> groups) {
        if (SET_GROUPS.isEmpty()) {
            throw new IllegalArgumentException("this JDK can't set the groups (20 and later can)");
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

    /** Sees each certificate that a server shows, and lets another judge it, or nobody. */
    private ServerCheck witness(Optional<X509ExtendedTrustManager> judge) {
        return new ServerCheck((chain, type, engine) -> {
            sawCertificate.set(true);
            if (judge.isPresent()) {
                judge.get().checkServerTrusted(chain, type.equals(CONSCRYPTS_ANY) ? ANY : type, engine);
            }
        });
    }
}
