package mailtls.conformance.peer;

import java.util.StringJoiner;

/** TLS records, seen from outside (RFC 8446 section 5.1). */
public final class Records {

    static final int HEADER = 5;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int MAJOR = 3;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int APPLICATION_DATA = 23;

    private Records() {}

    /** Returns whether an octet can begin a record. */
    static boolean canBegin(int octet) {
        return octet >= CHANGE_CIPHER_SPEC && octet <= APPLICATION_DATA;
    }

    /**
     * Returns what stands behind the records that octets begin with. The last may be cut off, as one is that was taken for a line
     * because it ends with a line feed.
     */
    public static String behind(String octets) {
        int at = 0;
        while (at < octets.length() && canBegin(octets.charAt(at))) {
            at += at + HEADER <= octets.length() ? length(octets, at) : octets.length();
        }
        return octets.substring(Math.min(at, octets.length()));
    }

    /** Tells what is in octets that should be records, one character each. */
    static String describe(String octets) {
        var told = new StringJoiner(", ");
        int at = 0;
        while (at + HEADER <= octets.length() && canBegin(octets.charAt(at)) && octets.charAt(at + 1) == MAJOR) {
            int length = length(octets, at);
            told.add(name(octets.charAt(at)) + " (" + (length - HEADER) + ")");
            at += length;
        }
        if (at < octets.length()) {
            told.add(octets.length() - at + " octets that are part of a record, or none");
        }
        return told.toString();
    }

    /** Returns how long a record is, with its header. */
    private static int length(String octets, int at) {
        return HEADER + (octets.charAt(at + 3) << 8 | octets.charAt(at + 4));
    }

    private static String name(int type) {
        return switch (type) {
            case CHANGE_CIPHER_SPEC -> "ChangeCipherSpec";
            case ALERT -> "Alert";
            case APPLICATION_DATA -> "ApplicationData";
            default -> "Handshake";
        };
    }
}
