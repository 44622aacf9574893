package mailtls.relay;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/**
 * A TLSA record (RFC 6698 section 2.1): what a certificate, or a key, must be.
 *
 * @param usage 2 for a trust anchor, 3 for the server's own; for mail no others count (RFC 7672 section 3.1.3)
 * @param selector 0 for the certificate, 1 for its public key
 * @param matching 0 for the thing itself, 1 for its SHA-256, 2 for its SHA-512
 * @param data what to compare with
 */
public record Tlsa(int usage, int selector, int matching, byte[] data) {

    static final int TRUST_ANCHOR = 2;
    static final int END_ENTITY = 3;

    private static final int KEY = 1;

    /** What is hashed how; the index is the matching type. */
    private static final List<String> DIGESTS = List.of("", "SHA-256", "SHA-512");

    /** How many octets the data has; the index is the matching type, and the thing itself has any number. */
    private static final List<Integer> LENGTHS = List.of(0, 32, 64);

    public Tlsa {
        data = data.clone();
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    /** Returns whether a mail client can make use of it; one that it can't only says that there must be TLS. */
    public boolean isUsable() {
        return (usage == TRUST_ANCHOR || usage == END_ENTITY)
                && (selector == 0 || selector == KEY)
                && matching >= 0
                && matching < DIGESTS.size()
                && data.length > 0
                && (matching == 0 || data.length == LENGTHS.get(matching));
    }

    /** Returns whether a certificate is what the record says. */
    public boolean matches(X509Certificate certificate) {
        try {
            byte[] selected = selector == KEY ? certificate.getPublicKey().getEncoded() : certificate.getEncoded();
            byte[] compared = matching == 0
                    ? selected
                    : MessageDigest.getInstance(DIGESTS.get(matching)).digest(selected);
            return MessageDigest.isEqual(compared, data);
        } catch (GeneralSecurityException unreadable) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tlsa tlsa && toString().equals(tlsa.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** As a zone file has it. */
    @Override
    public String toString() {
        return usage + " " + selector + " " + matching + " " + HexFormat.of().formatHex(data);
    }
}
