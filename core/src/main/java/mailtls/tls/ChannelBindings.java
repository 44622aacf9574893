package mailtls.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import mailtls.wire.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * What a SASL exchange can be bound to, so that a man in the middle who relays it is found out: {@code tls-exporter} (RFC 9266)
 * and {@code tls-server-end-point} (RFC 5929 section 4).
 *
 * <p>The exporter needs a newer JDK than 17 (or an engine that has it): where it is missing, the type is not offered. For TLS
 * 1.2 it is not offered either, since it is only safe with the extended master secret (RFC 9266 section 4.2), and JSSE does not
 * tell whether that was negotiated. {@code tls-unique} is not offered: it is undefined for TLS 1.3 and broken before.
 */
public final class ChannelBindings {

    /** The type that binds to this very session, RFC 9266. */
    public static final String EXPORTER = "tls-exporter";

    /** The type that binds to the server's certificate, RFC 5929. */
    public static final String SERVER_END_POINT = "tls-server-end-point";

    private static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";
    private static final int EXPORTER_LENGTH = 32;

    /** {@code ExtendedSSLSession.exportKeyingMaterialData}, which we compile without. */
    private static final Optional<MethodHandle> EXPORT = findExport();

    private final Map<String, byte[]> data = new LinkedHashMap<>();

    private ChannelBindings(SSLSession session, Optional<X509Certificate> server) {
        if (session.getProtocol().equals("TLSv1.3")) {
            exporter(session).ifPresent(exported -> data.put(EXPORTER, exported));
        }
        server.flatMap(ChannelBindings::hashed).ifPresent(hash -> data.put(SERVER_END_POINT, hash));
    }

    /** Returns the bindings of the engine's session; both sides get the same. */
    static ChannelBindings of(SSLEngine engine) {
        SSLSession session = engine.getSession();
        return new ChannelBindings(session, engine.getUseClientMode() ? peers(session) : own(session));
    }

    private static Optional<X509Certificate> own(SSLSession session) {
        return first(session.getLocalCertificates());
    }

    private static Optional<X509Certificate> peers(SSLSession session) {
        try {
            return first(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException noCertificate) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> first(Certificate @Nullable [] chain) {
        return chain != null && chain.length > 0 && chain[0] instanceof X509Certificate certificate
                ? Optional.of(certificate)
                : Optional.empty();
    }

    /** Returns the names of the types available, the best first; empty if SCRAM-…-PLUS can't be offered. */
    public Set<String> types() {
        return Collections.unmodifiableSet(data.keySet());
    }

    /** Returns the data of a type, or nothing if it is not available. */
    public Optional<byte[]> of(String type) {
        return Optional.ofNullable(data.get(type)).map(byte[]::clone);
    }

    /** The hash of the server's certificate; MD5 and SHA-1 in its signature count as SHA-256 (RFC 5929 section 4.1). */
    private static Optional<byte[]> hashed(X509Certificate server) {
        try {
            return Optional.of(MessageDigest.getInstance(hashOf(server)).digest(server.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException unusable) {
            return Optional.empty(); // a signature without a hash of its own, as Ed25519: the type is undefined for it
        }
    }

    private static String hashOf(X509Certificate certificate) {
        String algorithm = Ascii.upper(certificate.getSigAlgName());
        if (!algorithm.contains("WITH")) {
            return algorithm;
        }
        String hash = algorithm.substring(0, algorithm.indexOf("WITH"));
        return switch (hash) {
            case "MD5", "SHA1" -> "SHA-256";
            case "SHA224", "SHA256", "SHA384", "SHA512" -> "SHA-" + hash.substring("SHA".length());
            default -> hash; // as “SHA3-256”, which is its own name
        };
    }

    private static Optional<byte[]> exporter(SSLSession session) {
        if (EXPORT.isEmpty() || !(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        try {
            return Optional.of((byte[]) EXPORT.get().invoke(extended, EXPORTER_LABEL, new byte[0], EXPORTER_LENGTH));
        } catch (SSLException | UnsupportedOperationException notThisSession) {
            return Optional.empty();
        } catch (Throwable impossible) {
            throw new IllegalStateException("the exporter failed", impossible);
        }
    }

    private static Optional<MethodHandle> findExport() {
        try {
            return Optional.of(MethodHandles.publicLookup()
                    .findVirtual(
                            ExtendedSSLSession.class,
                            "exportKeyingMaterialData",
                            MethodType.methodType(byte[].class, String.class, byte[].class, int.class)));
        } catch (NoSuchMethodException | IllegalAccessException olderJdk) {
            return Optional.empty();
        }
    }
}
