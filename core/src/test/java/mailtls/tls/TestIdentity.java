package mailtls.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key and a certificate for tests, made when they are needed; there are no key files in the repository. */
public final class TestIdentity {

    private static final int RSA_BITS = 2048;

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestIdentity(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** Returns a certificate authority that nobody else has. */
    public static TestIdentity authority() {
        KeyPair keys = keyPair();
        return new TestIdentity(keys, certificate(keys, "Test CA", keys, "Test CA", true));
    }

    /** Returns an identity signed by this authority: an ECDSA P-256 key, and these DNS names. */
    public TestIdentity signs(String... names) {
        return signs(keyPair(), names);
    }

    /** Returns an identity signed by this authority: an RSA key of 2048 bits, and these DNS names. */
    public TestIdentity signsRsa(String... names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return signs(generator.generateKeyPair(), names);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns an identity signed by this authority whose time was up an hour ago. */
    public TestIdentity signsExpired(String name) {
        KeyPair own = keyPair();
        GeneralName[] names = {new GeneralName(GeneralName.dNSName, name)};
        Instant end = Instant.now().minus(Duration.ofHours(1));
        return new TestIdentity(own, certificate(own, name, keys, "Test CA", false, names, end));
    }

    private TestIdentity signs(KeyPair own, String... names) {
        return new TestIdentity(own, certificate(own, names[0], keys, "Test CA", false, names));
    }

    /** Returns an identity signed by this authority, with a common name and these subject alternative names. */
    public TestIdentity signs(String commonName, GeneralName[] names) {
        KeyPair own = keyPair();
        return new TestIdentity(own, certificate(own, commonName, keys, "Test CA", false, names));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public PrivateKey key() {
        return keys.getPrivate();
    }

    /** Returns the context of somebody who shows this identity and trusts an authority. */
    public SSLContext contextTrusting(TestIdentity authority) {
        try {
            KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
            own.init(keyStore(), new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), authority.trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the context of a client that trusts this authority and shows nothing. */
    public SSLContext clientContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns key and certificate in a store without a password. */
    public KeyStore keyStore() {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("own", key(), new char[0], new X509Certificate[] {certificate});
            return store;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns a store with this certificate as one to trust. */
    public KeyStore trusted() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("authority", certificate);
            return store;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private TrustManagerFactory trust() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted());
        return trust;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (java.io.IOException impossible) {
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

    private static X509Certificate certificate(
            KeyPair subjectKeys,
            String subject,
            KeyPair issuerKeys,
            String issuer,
            boolean authority,
            String... names) {
        GeneralName[] dns = Stream.of(names)
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        return certificate(subjectKeys, subject, issuerKeys, issuer, authority, dns);
    }

    private static X509Certificate certificate(
            KeyPair subjectKeys,
            String subject,
            KeyPair issuerKeys,
            String issuer,
            boolean authority,
            GeneralName[] names) {
        Instant end = Instant.now().plus(Duration.ofDays(1));
        return certificate(subjectKeys, subject, issuerKeys, issuer, authority, names, end);
    }

    private static X509Certificate certificate(
            KeyPair subjectKeys,
            String subject,
            KeyPair issuerKeys,
            String issuer,
            boolean authority,
            GeneralName[] names,
            Instant end) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(end.minus(Duration.ofHours(25))),
                    Date.from(end),
                    new X500Name("CN=" + subject),
                    subjectKeys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException | CertIOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
