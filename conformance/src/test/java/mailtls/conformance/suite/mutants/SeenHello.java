package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mailtls.conformance.peer.ClientHello;
import mailtls.wire.Ascii;

/**
 * A ClientHello as a server sees it.
 *
 * @param record its first record, with the header
 * @param recordVersion the version in the header
 * @param version the version where TLS 1.2 has it; 0 if the hello can't be read
 * @param suites the cipher suites, in the client's order
 * @param compressions the compression methods
 * @param extensions the content of the extensions, by their types
 */
record SeenHello(
        String record,
        int recordVersion,
        int version,
        List<Integer> suites,
        List<Integer> compressions,
        Map<Integer, String> extensions) {

    static final int SERVER_NAME = 0x0000;
    static final int ALPN = 0x0010;
    static final int EXTENDED_MASTER_SECRET = 0x0017;
    static final int SUPPORTED_VERSIONS = 0x002b;
    static final int RENEGOTIATION_INFO = 0xff01;

    private static final int MESSAGE = 9;
    private static final int RANDOM = 32;
    private static final int SSL_2 = 0x80;

    static SeenHello of(byte[] octets) {
        String record = Ascii.text(ByteBuffer.wrap(octets));
        try {
            return new Reading(record).hello();
        } catch (StringIndexOutOfBoundsException unreadable) {
            return new SeenHello(record, 0, 0, List.of(), List.of(), Map.of());
        }
    }

    boolean isSsl2() {
        return record.charAt(0) >= SSL_2;
    }

    boolean offersCompression() {
        return compressions.stream().anyMatch(method -> method != 0);
    }

    /** Returns whether it names the versions that it knows in a list. */
    boolean hasList() {
        return extensions.containsKey(SUPPORTED_VERSIONS);
    }

    /** Returns the versions in that list. */
    List<Integer> list() {
        var reading = new Reading(extensions.getOrDefault(SUPPORTED_VERSIONS, "\0"));
        reading.at = 0;
        return reading.numbers(reading.number(1), 2);
    }

    /** Returns whether a version is all that it knows, and those before. */
    boolean isOf(int newest) {
        return !hasList() && version == newest;
    }

    /** Returns whether it knows TLS 1.3. */
    boolean knowsTls13() {
        return list().contains(ClientHello.TLS_1_3);
    }

    private static final class Reading {

        private final String octets;
        private int at = MESSAGE;

        Reading(String octets) {
            this.octets = octets;
        }

        SeenHello hello() {
            int version = number(2);
            at += RANDOM;
            take(number(1)); // the session's id
            List<Integer> suites = numbers(number(2), 2);
            List<Integer> compressions = numbers(number(1), 1);
            var extensions = new HashMap<Integer, String>();
            int end = at == octets.length() ? at : number(2) + at;
            while (at < end) {
                extensions.put(number(2), take(number(2)));
            }
            return new SeenHello(
                    octets, octets.charAt(1) << 8 | octets.charAt(2), version, suites, compressions, extensions);
        }

        private List<Integer> numbers(int length, int width) {
            var numbers = new ArrayList<Integer>();
            for (int end = at + length; at < end; ) {
                numbers.add(number(width));
            }
            return numbers;
        }

        private int number(int width) {
            int number = 0;
            for (int i = 0; i < width; i++) {
                number = number << 8 | octets.charAt(at++);
            }
            return number;
        }

        private String take(int count) {
            at += count;
            return octets.substring(at - count, at);
        }
    }
}
