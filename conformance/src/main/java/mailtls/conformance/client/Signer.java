package mailtls.conformance.client;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
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
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Somebody who signs certificates, whether or not anybody should believe them.
 *
 * @param keys the ones to sign with
 * @param name what it calls itself
 */
record Signer(KeyPair keys, X500Name name) {

    private static final Duration DAY = Duration.ofDays(1);

    /** When a certificate is good. */
    enum Life {
        NOW(-1, 30),
        PAST(-30, -1),
        FUTURE(1, 30);

        private final int from;
        private final int to;

        Life(int from, int to) {
            this.from = from;
            this.to = to;
        }
    }

    /**
     * What stands in a server's certificate.
     *
     * @param subject whose it is
     * @param life when it is good
     * @param names what it is for
     * @param purpose what it may be used for
     */
    record Leaf(X500Name subject, Life life, List<GeneralName> names, KeyPurposeId purpose) {}

    /** Returns somebody new. */
    static Signer named(String name) {
        return new Signer(keyPair(), subject(name));
    }

    /** Returns a subject that is called so. */
    static X500Name subject(String name) {
        return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    }

    /** Returns new keys. */
    static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signs a server's certificate. */
    X509Certificate sign(PublicKey key, Leaf leaf) {
        try {
            var names = new GeneralNames(leaf.names().toArray(new GeneralName[0]));
            return signed(builder(key, leaf.subject(), leaf.life())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(leaf.purpose()))
                    .addExtension(Extension.subjectAlternativeName, false, names));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signs the certificate of an authority, which may be itself. */
    X509Certificate sign(Signer authority, Optional<NameConstraints> constraints) {
        try {
            X509v3CertificateBuilder builder = builder(authority.keys().getPublic(), authority.name(), Life.NOW)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            if (constraints.isPresent()) {
                builder.addExtension(Extension.nameConstraints, true, constraints.get());
            }
            return signed(builder);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private X509v3CertificateBuilder builder(PublicKey key, X500Name subject, Life life) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.plus(DAY.multipliedBy(life.from))),
                Date.from(now.plus(DAY.multipliedBy(life.to))),
                subject,
                key);
    }

    private X509Certificate signed(X509v3CertificateBuilder builder) {
        try {
            var signing = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signing));
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
