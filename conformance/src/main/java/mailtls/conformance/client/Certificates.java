package mailtls.conformance.client;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificates of a hostile server, good and bad, and the authority that signed most of them: made anew for each run. */
public final class Certificates {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String OTHER = "other.example";
    private static final char[] NO_PASSWORD = {};

    private final String host;
    private final Instant now = Instant.now();
    private final KeyPair keys = keyPair();
    private final Signer authority = authority("mailtls authority for hostile servers");
    private final Map<Shown, SSLContext> contexts = new EnumMap<>(Shown.class);

    private record Signer(KeyPair keys, X509Certificate certificate) {}

    private record Life(Instant from, Instant to) {}

    private Certificates(String host) {
        this.host = host;
    }

    /** Makes those of a server whose name a client is told. */
    public static Certificates of(String host) {
        return new Certificates(host);
    }

    /** Returns the authority that a client has to trust, as PEM. */
    public String authorityPem() {
        try {
            var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
            return "-----BEGIN CERTIFICATE-----\n"
                    + base64.encodeToString(authority.certificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the authority that a client has to trust. */
    public X509Certificate authority() {
        return authority.certificate();
    }

    /** Returns a server's engine that shows a certificate. */
    synchronized SSLEngine engine(Shown shown) {
        SSLEngine engine = contexts.computeIfAbsent(shown, this::context).createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    /** Returns what shows a certificate with the right name that nobody vouches for. */
    public SSLContext selfSigned() {
        return context(Shown.SELF_SIGNED);
    }

    private SSLContext context(Shown shown) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", keys.getPrivate(), NO_PASSWORD, chain(shown).toArray(new Certificate[0]));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<X509Certificate> chain(Shown shown) {
        Signer other = authority("an authority that nobody knows");
        GeneralName name = name(host);
        return switch (shown) {
            case GOOD -> List.of(server(authority, name));
            case SELF_SIGNED -> List.of(selfSigned(name));
            case UNKNOWN_AUTHORITY -> List.of(server(other, name), other.certificate());
            case OTHER_NAME -> List.of(server(authority, dns(OTHER)));
            case NAME_AS_CN -> List.of(sign(authority, named(host), valid(), List.of(dns(OTHER)), server(), false));
            case NAME_AS_URI ->
                List.of(server(authority, new GeneralName(GeneralName.uniformResourceIdentifier, "imap://" + host)));
            case EXPIRED -> List.of(sign(authority, nobody(), past(), List.of(name), server(), false));
            case NOT_YET -> List.of(sign(authority, nobody(), future(), List.of(name), server(), false));
            case PARTIAL_WILDCARD -> List.of(server(authority, dns(host.charAt(0) + "*" + host.substring(2))));
            case NUL_IN_NAME -> List.of(server(authority, dns(host + "\0." + OTHER)));
            case FOR_CLIENTS ->
                List.of(sign(authority, nobody(), valid(), List.of(name), KeyPurposeId.id_kp_clientAuth, false));
            case SIGNED_BY_A_SERVER -> signedByAServer(name);
        };
    }

    private List<X509Certificate> signedByAServer(GeneralName name) {
        KeyPair servers = keyPair();
        X509Certificate certificate =
                sign(authority, servers, named(OTHER), valid(), List.of(dns(OTHER)), server(), false);
        return List.of(server(new Signer(servers, certificate), name), certificate);
    }

    private X509Certificate selfSigned(GeneralName name) {
        X500Name subject = named(host);
        return sign(new Named(keys, subject), keys, subject, valid(), List.of(name), server(), false);
    }

    private X509Certificate server(Signer signer, GeneralName name) {
        return sign(signer, nobody(), valid(), List.of(name), server(), false);
    }

    private static KeyPurposeId server() {
        return KeyPurposeId.id_kp_serverAuth;
    }

    private static GeneralName name(String host) {
        boolean isAddress = host.contains(":") || host.matches("[0-9.]+");
        return isAddress ? new GeneralName(GeneralName.iPAddress, host) : dns(host);
    }

    private static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    private static X500Name named(String name) {
        return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    }

    private static X500Name nobody() {
        return named("hostile server");
    }

    private Life valid() {
        return new Life(now.minus(DAY), now.plus(DAY.multipliedBy(30)));
    }

    private Life past() {
        return new Life(now.minus(DAY.multipliedBy(30)), now.minus(DAY));
    }

    private Life future() {
        return new Life(now.plus(DAY), now.plus(DAY.multipliedBy(30)));
    }

    private Signer authority(String name) {
        KeyPair pair = keyPair();
        X500Name subject = named(name);
        return new Signer(pair, sign(new Named(pair, subject), pair, subject, valid(), List.of(), server(), true));
    }

    /** Whoever signs, by name. */
    private record Named(KeyPair keys, X500Name name) {}

    private X509Certificate sign(
            Signer signer, X500Name subject, Life life, List<GeneralName> names, KeyPurposeId purpose, boolean isCa) {
        return sign(signer, keys, subject, life, names, purpose, isCa);
    }

    private X509Certificate sign(
            Signer signer,
            KeyPair pair,
            X500Name subject,
            Life life,
            List<GeneralName> names,
            KeyPurposeId purpose,
            boolean isCa) {
        X500Name issuer = X500Name.getInstance(
                signer.certificate().getSubjectX500Principal().getEncoded());
        return sign(new Named(signer.keys(), issuer), pair, subject, life, names, purpose, isCa);
    }

    private static X509Certificate sign(
            Named signer,
            KeyPair pair,
            X500Name subject,
            Life life,
            List<GeneralName> names,
            KeyPurposeId purpose,
            boolean isCa) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            signer.name(),
                            new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
                            Date.from(life.from()),
                            Date.from(life.to()),
                            subject,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
            if (isCa) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            } else {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new ArrayList<>(names).toArray(new GeneralName[0])));
            }
            var signing = new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(signer.keys().getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signing));
        } catch (GeneralSecurityException | IOException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
