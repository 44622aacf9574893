package mailtls.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mailtls.wire.Ascii;
import org.jspecify.annotations.Nullable;

/** A private key and its certificates: who a server says it is. */
public final class ServerIdentity {

    private static final int DNS_NAME = 2;
    private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PEM_END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final List<String> names;

    private ServerIdentity(PrivateKey key, List<X509Certificate> chain, List<String> names) {
        this.key = key;
        this.chain = chain;
        this.names = names;
    }

    /**
     * Returns an identity of a key and its chain, the own certificate first.
     *
     * @throws IllegalArgumentException if there is no certificate, or it is not for this key
     */
    public static ServerIdentity of(PrivateKey key, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate");
        }
        if (!isPair(key, chain.get(0).getPublicKey())) {
            throw new IllegalArgumentException("the private key is not that of the certificate");
        }
        return new ServerIdentity(key, List.copyOf(chain), namesIn(chain.get(0)));
    }

    /**
     * Returns the same identity, its key as a provider's own if it has a form for it: one that is not, it would read anew for each
     * handshake.
     */
    ServerIdentity heldBy(Provider provider) {
        byte @Nullable [] encoded = key.getEncoded();
        if (encoded == null || !"PKCS#8".equals(key.getFormat())) {
            return this; // it is where it can be used, and not be read
        }
        try {
            PrivateKey own = KeyFactory.getInstance(key.getAlgorithm(), provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new ServerIdentity(own, chain, names);
        } catch (NoSuchAlgorithmException | InvalidKeySpecException hasNoFormForIt) {
            return this;
        }
    }

    /**
     * Reads PEM files: certificates, the own one first, and a key in PKCS #8 without a password.
     *
     * @throws IOException if a file can't be read
     * @throws GeneralSecurityException if a file does not hold what it should; the message names it
     */
    public static ServerIdentity fromPem(Path chain, Path key) throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = certificates(chain);
        PrivateKey own = privateKey(key, certificates.get(0).getPublicKey().getAlgorithm());
        if (!isPair(own, certificates.get(0).getPublicKey())) {
            throw new GeneralSecurityException(key + " does not hold the key of the certificate in " + chain);
        }
        return of(own, certificates);
    }

    /**
     * Reads the first key of a PKCS #12 file.
     *
     * @throws IOException if the file can't be read, or the password is wrong
     * @throws GeneralSecurityException if the file holds no key; the message names it
     */
    public static ServerIdentity fromPkcs12(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password) instanceof PrivateKey key) {
                return of(key, x509(List.of(store.getCertificateChain(alias))));
            }
        }
        throw new GeneralSecurityException(file + " holds no private key");
    }

    /**
     * Reads the certificates of a PEM file.
     *
     * @throws IOException if the file can't be read
     * @throws GeneralSecurityException if it holds none; the message names it
     */
    public static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found =
                    x509(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw new GeneralSecurityException(file + " holds no certificate");
            }
            return found;
        }
    }

    PrivateKey key() {
        return key;
    }

    /** Returns the certificates, the own one first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Returns the DNS names the certificate is for; the common name is not one (RFC 9525 section 2). */
    public List<String> names() {
        return names;
    }

    /** Returns whether the certificate is for this host name; a wildcard stands for one whole label (RFC 9525 section 6.3). */
    public boolean isFor(String hostName) {
        String wanted = Ascii.lower(hostName);
        Optional<String> rest =
                Optional.of(wanted.indexOf('.')).filter(dot -> dot > 0).map(wanted::substring);
        return names.stream()
                .anyMatch(name -> name.equals(wanted)
                        || rest.filter(r -> name.equals("*" + r)).isPresent());
    }

    /** Returns whether one verifies what the other signs; yes if it is an algorithm that we don't know how to try. */
    private static boolean isPair(PrivateKey own, PublicKey certified) {
        Map<String, String> signatures = Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");
        if (!own.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        if (!signatures.containsKey(own.getAlgorithm())) {
            return true;
        }
        try {
            Signature signature = Signature.getInstance(signatures.get(own.getAlgorithm()));
            signature.initSign(own);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            return signature.verify(signed);
        } catch (GeneralSecurityException anotherCurve) {
            return false;
        }
    }

    private static PrivateKey privateKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String pem = Files.readString(file);
        int begin = pem.indexOf(PEM_BEGIN);
        int end = pem.indexOf(PEM_END);
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException(file + " holds no private key in PKCS #8 (“" + PEM_BEGIN + "”)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + PEM_BEGIN.length(), end));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException | GeneralSecurityException unusable) {
            throw new GeneralSecurityException(file + " does not hold the key of the certificate", unusable);
        }
    }

    private static List<X509Certificate> x509(Collection<? extends java.security.cert.Certificate> certificates) {
        return certificates.stream()
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static List<String> namesIn(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return Optional.ofNullable(names).stream()
                    .flatMap(Collection::stream)
                    .filter(name -> Objects.equals(name.get(0), DNS_NAME))
                    .map(name -> Ascii.lower((String) name.get(1)))
                    .toList();
        } catch (java.security.cert.CertificateParsingException unreadable) {
            throw new IllegalArgumentException("the certificate's names can't be read", unreadable);
        }
    }
}
