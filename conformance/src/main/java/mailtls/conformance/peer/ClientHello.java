package mailtls.conformance.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A ClientHello octet for octet, for offers that no TLS library would make any more (RFC 8446 section 4.1.2). It begins a handshake
 * that nobody can finish: enough to see what a server makes of it.
 *
 * @param recordVersion the version in the header of the record
 * @param version the version in the message, {@code 0x0303} for TLS 1.2 and, with supported_versions, for TLS 1.3
 * @param suites the cipher suites, by their numbers
 * @param compressions the compression methods; 0 is none
 * @param extensions the extensions, each with its header
 */
public record ClientHello(
        int recordVersion, int version, List<Integer> suites, List<Integer> compressions, List<String> extensions) {

    public static final int SSL_3_0 = 0x0300;
    public static final int TLS_1_0 = 0x0301;
    public static final int TLS_1_1 = 0x0302;
    public static final int TLS_1_2 = 0x0303;
    public static final int TLS_1_3 = 0x0304;

    /** A CLIENT-HELLO of SSL 2.0, in the form that it had before there were records, with three suites. */
    public static final String SSL_2 = "\200\042" // what follows: 34 octets
            + "\001\000\002" // CLIENT-HELLO, version 2
            + "\000\011\000\000\000\020" // 9 octets of suites, no session, 16 of challenge
            + "\001\000\200\003\000\200\007\000\300"
            + "Z".repeat(16);

    /** Says that renegotiation_info is known (RFC 5746 section 3.3). */
    private static final int RENEGOTIATION_INFO_SCSV = 0x00ff;

    private static final int SERVER_NAME = 0x0000;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM = 32;
    private static final int LARGEST_RECORD = 1 << 14;

    public ClientHello {
        suites = List.copyOf(suites);
        compressions = List.copyOf(compressions);
        extensions = List.copyOf(extensions);
    }

    /** Returns the hello of a client that knows nothing newer than a version, TLS 1.2 at most. */
    public static ClientHello of(int version) {
        var hello = new ClientHello(Math.min(version, TLS_1_0), version, List.of(), List.of(0), List.of())
                .of(Suites.RECOMMENDED, Suites.CHACHA, Suites.CBC, Suites.STATIC_RSA);
        return version == SSL_3_0
                ? hello
                : hello.with(groups()).with(pointFormats()).with(signatures());
    }

    /** Returns the hello of a client that names versions in supported_versions, in this order (RFC 8446 section 4.2.1). */
    public static ClientHello supporting(Integer... versions) {
        return of(TLS_1_2)
                .of(Suites.OF_TLS_1_3, Suites.RECOMMENDED)
                .with(extension(0x002b, counted(1, numbers(List.of(versions)))))
                .with(keyShare());
    }

    /** Returns one with an extension more. */
    public ClientHello with(String extension) {
        var more = new ArrayList<>(extensions);
        more.add(extension);
        return new ClientHello(recordVersion, version, suites, compressions, more);
    }

    /** Returns one that asks for a server by its name, unless it has one already. SSL 3.0 has no place for that. */
    public ClientHello to(Optional<String> name) {
        String header = number(SERVER_NAME, 2);
        boolean isDone = extensions.isEmpty() || extensions.stream().anyMatch(one -> one.startsWith(header));
        return isDone ? this : name.map(asked -> with(serverName(asked))).orElse(this);
    }

    /** Returns one with the cipher suites of these families, and no others. */
    public ClientHello of(Suites... families) {
        List<Integer> offered = Suites.numbers(families);
        offered.add(RENEGOTIATION_INFO_SCSV);
        return new ClientHello(recordVersion, version, offered, compressions, extensions);
    }

    /** Returns one with other compression methods. */
    public ClientHello withCompressions(Integer... others) {
        return new ClientHello(recordVersion, version, suites, List.of(others), extensions);
    }

    /** Returns one in a record of another version. */
    public ClientHello inRecordOf(int other) {
        return new ClientHello(other, version, suites, compressions, extensions);
    }

    /** Returns one that names another version where TLS 1.2 has it. */
    public ClientHello naming(int other) {
        return new ClientHello(recordVersion, other, suites, compressions, extensions);
    }

    /** Returns an extension with its header. */
    public static String extension(int type, String content) {
        return number(type, 2) + counted(2, content);
    }

    /** Returns the extension that names a server (RFC 6066 section 3), whatever its name looks like. */
    public static String serverName(String name) {
        return extension(SERVER_NAME, counted(2, number(0, 1) + counted(2, name)));
    }

    /** Returns the extension that names what is to be spoken (RFC 7301 section 3.1). */
    public static String alpn(String name) {
        return extension(0x0010, counted(2, counted(1, name)));
    }

    /** Returns the octets on the wire, one character each. */
    public String octets() {
        return octets(LARGEST_RECORD);
    }

    /** Returns the octets on the wire, with at most so many of the message in a record. */
    public String octets(int size) {
        String message = message();
        return IntStream.iterate(0, at -> at < message.length(), at -> at + size)
                .mapToObj(at -> message.substring(at, Math.min(message.length(), at + size)))
                .map(part -> number(HANDSHAKE, 1) + number(recordVersion, 2) + counted(2, part))
                .collect(Collectors.joining());
    }

    private String message() {
        String noSession = number(0, 1);
        String body = number(version, 2)
                + number(0x5a, 1).repeat(RANDOM)
                + noSession
                + counted(2, numbers(suites))
                + counted(
                        1,
                        compressions.stream().map(method -> number(method, 1)).collect(Collectors.joining()));
        // SSL 3.0 has no extensions, and no place for them.
        String all = extensions.isEmpty() ? body : body + counted(2, String.join("", extensions));
        return number(CLIENT_HELLO, 1) + counted(3, all);
    }

    /** Returns the groups x25519, secp256r1, secp384r1 and ffdhe2048. */
    private static String groups() {
        return extension(0x000a, counted(2, numbers(List.of(0x001d, 0x0017, 0x0018, 0x0100))));
    }

    private static String pointFormats() {
        return extension(0x000b, counted(1, number(0, 1)));
    }

    private static String signatures() {
        return extension(
                0x000d,
                counted(2, numbers(List.of(0x0403, 0x0503, 0x0804, 0x0805, 0x0807, 0x0401, 0x0501, 0x0203, 0x0201))));
    }

    /** Any 32 octets are a public key of x25519. */
    private static String keyShare() {
        return extension(
                0x0033, counted(2, number(0x001d, 2) + counted(2, number(9, 1).repeat(RANDOM))));
    }

    private static String numbers(List<Integer> numbers) {
        return numbers.stream().map(number -> number(number, 2)).collect(Collectors.joining());
    }

    /** Returns octets behind their count. */
    private static String counted(int width, String octets) {
        return number(octets.length(), width) + octets;
    }

    /** Returns a number in network order. */
    private static String number(int number, int width) {
        return IntStream.rangeClosed(1, width)
                .mapToObj(i -> String.valueOf((char) (number >> 8 * (width - i) & 0xff)))
                .collect(Collectors.joining());
    }
}
