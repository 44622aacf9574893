package mailtls.conformance.serve;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates: ECDSA P-256, as RFC 5280 wants them. The only class that knows Bouncy Castle, so that it is
 * loaded only when there is something to sign.
 */
final class Authority {

    /** How long an authority is good for. */
    static final Duration LIFE = Duration.ofDays(5 * 365);

    /** How long a server's certificate is good for. */
    static final Duration SERVER_LIFE = Duration.ofDays(90);

    /** Certificates begin to be good a little before they are made: not all clocks are right. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;

    private Authority() {}

    /** Makes an authority that nobody else has. */
    static CertifiedKey create(Clock clock) throws GeneralSecurityException {
        KeyPair keys = keyPair();
        byte[] distinct = new byte[4];
        new SecureRandom().nextBytes(distinct);
        var name = new X500Name("CN=mailtls authority " + HexFormat.of().formatHex(distinct));
        try {
            X509v3CertificateBuilder certificate = builder(name, name, keys.getPublic(), LIFE, clock)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.subjectKeyIdentifier, false, identifier(keys.getPublic()));
            return new CertifiedKey(keys.getPrivate(), sign(certificate, keys.getPrivate()));
        } catch (CertIOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }

    /** Makes a server's key and signs a certificate for it. */
    static CertifiedKey issue(CertifiedKey authority, Collection<SubjectName> names, Clock clock)
            throws GeneralSecurityException {
        KeyPair keys = keyPair();
        var subject = new X500Name("CN=mailtls server");
        var issuer = X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
        try {
            X509v3CertificateBuilder certificate = builder(issuer, subject, keys.getPublic(), SERVER_LIFE, clock)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, alternativeNames(names))
                    .addExtension(Extension.subjectKeyIdentifier, false, identifier(keys.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils()
                                    .createAuthorityKeyIdentifier(
                                            authority.certificate().getPublicKey()));
            return new CertifiedKey(keys.getPrivate(), sign(certificate, authority.key()));
        } catch (CertIOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }

    private static SubjectKeyIdentifier identifier(PublicKey key) throws GeneralSecurityException {
        return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key);
    }

    private static GeneralNames alternativeNames(Collection<SubjectName> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(name.type(), name.text()))
                .toArray(GeneralName[]::new));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Duration life, Clock clock) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
