package mailtls.conformance.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.command.Trouble;
import mailtls.tls.ServerIdentity;

/** Certificates and keys as text (RFC 7468). */
final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Pem() {}

    /**
     * Returns the certificates in a file, one at least.
     *
     * @throws Trouble if there are none, or the file can't be read
     */
    static List<X509Certificate> certificates(Path file) {
        try {
            return ServerIdentity.certificates(file);
        } catch (IOException | GeneralSecurityException unusable) {
            throw Trouble.withFile(
                    "can't read certificates from " + file + ": " + reason(unusable),
                    "it should have one or more in PEM, each from BEGIN CERTIFICATE to END CERTIFICATE");
        }
    }

    /** Returns the private key in a text, an EC key in PKCS#8. */
    static PrivateKey ecKey(String text) throws GeneralSecurityException {
        Matcher found = KEY.matcher(text);
        if (!found.find()) {
            throw new GeneralSecurityException("there is no private key in it");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("the key in it is not base64", notBase64);
        }
    }

    /** Returns a certificate as text. */
    static String text(X509Certificate certificate) throws GeneralSecurityException {
        return text("CERTIFICATE", certificate.getEncoded());
    }

    /** Returns a private key as text, not encrypted. */
    static String text(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    private static String text(String label, byte[] encoded) {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + base64.encodeToString(encoded) + "\n-----END " + label + "-----\n";
    }

    /** Says so if a file is not there or may not be read. */
    static void requireReadable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            String what = Files.isDirectory(file)
                    ? "it is a directory"
                    : Files.exists(file) ? "permission denied" : "no such file";
            throw Trouble.withFile("can't read " + file + ": " + what, "name a file that this user may read");
        }
    }

    /** Returns in a few words why a file can't be used. */
    static String reason(Exception unusable) {
        if (unusable instanceof NoSuchFileException) {
            return "no such file";
        }
        if (unusable instanceof AccessDeniedException) {
            return "permission denied";
        }
        return Optional.ofNullable(unusable.getMessage())
                .orElseGet(() -> unusable.getClass().getSimpleName());
    }
}
