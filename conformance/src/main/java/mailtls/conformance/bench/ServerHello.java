package mailtls.conformance.bench;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * The group of a handshake, read from the server's first record: JSSE does not tell, and a server that does post-quantum key
 * exchange must not be compared with one that does not without anybody noticing.
 *
 * <p>It is there in TLS 1.3 only, RFC 8446 section 4.2.8. The record is the server's, so nothing in it is believed.
 */
final class ServerHello {

    private static final int HEADER = 5;
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int LENGTH = 3;
    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int SUITE_AND_COMPRESSION = 2 + 1;
    private static final int KEY_SHARE = 51;
    private static final int OCTET = 0xff;
    private static final int PAIR = 0xffff;

    /** Those that servers of today choose, as IANA names them. */
    private static final Map<Integer, String> GROUPS = Map.of(
            23, "secp256r1",
            24, "secp384r1",
            25, "secp521r1",
            29, "x25519",
            30, "x448",
            4587, "SecP256r1MLKEM768",
            4588, "X25519MLKEM768",
            4589, "SecP384r1MLKEM1024");

    private ServerHello() {}

    /** Returns whether a whole record has arrived, or something that is none. */
    static boolean isWhole(ByteBuffer arrived) {
        ByteBuffer in = arrived.duplicate();
        return in.remaining() >= HEADER
                && (in.get(in.position()) != HANDSHAKE
                        || in.remaining() >= HEADER + (in.getShort(in.position() + LENGTH) & PAIR));
    }

    /** Returns the name of the group in the record, if there is one; the buffer's position does not move. */
    static Optional<String> group(ByteBuffer record) {
        ByteBuffer in = record.duplicate();
        if (in.remaining() < HEADER + 1 + LENGTH + VERSION_AND_RANDOM + 1
                || in.get() != HANDSHAKE
                || in.position(in.position() + HEADER - 1).get() != SERVER_HELLO) {
            return Optional.empty();
        }
        in.position(in.position() + LENGTH + VERSION_AND_RANDOM);
        int session = in.get() & OCTET;
        if (in.remaining() < session + SUITE_AND_COMPRESSION + Short.BYTES) {
            return Optional.empty();
        }
        in.position(in.position() + session + SUITE_AND_COMPRESSION);
        int extensions = in.getShort() & PAIR;
        return groupIn(in.limit(in.position() + Math.min(in.remaining(), extensions)));
    }

    private static Optional<String> groupIn(ByteBuffer extensions) {
        while (extensions.remaining() >= 2 * Short.BYTES) {
            int type = extensions.getShort() & PAIR;
            int length = extensions.getShort() & PAIR;
            if (length > extensions.remaining()) {
                return Optional.empty();
            }
            if (type == KEY_SHARE && length >= Short.BYTES) {
                int group = extensions.getShort() & PAIR;
                return Optional.of(GROUPS.getOrDefault(group, "group " + group));
            }
            extensions.position(extensions.position() + length);
        }
        return Optional.empty();
    }
}
