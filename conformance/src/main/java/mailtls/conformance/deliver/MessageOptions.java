package mailtls.conformance.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import mailtls.relay.Consignment;
import mailtls.relay.Wish;
import mailtls.wire.Ascii;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is sent, and to whom. */
final class MessageOptions {

    /** How much of a message is read, in octets: more than hosts take. */
    private static final int LARGEST = 64 << 20;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Who gets it; as often as needed, all in the same domain.")
    private List<String> to = List.of();

    @Option(names = "--from", paramLabel = "ADDRESS", description = "Where failures are told (nowhere: <>).")
    private String from = "";

    @Option(
            names = "--via",
            paramLabel = "DOMAIN",
            description = "Take it to the hosts of this domain, or to this host, instead of the recipients' own.")
    private Optional<String> via = Optional.empty();

    @Option(
            names = "--require-tls",
            description = "The message must not travel without TLS, on its further way either (REQUIRETLS, RFC 8689).")
    private boolean requiresTls;

    @Option(
            names = "--tls-required-no",
            description = "The message would rather arrive than be protected (TLS-Required: No, RFC 8689).")
    private boolean prefersArrival;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The message, header and body; stdin if there is no file. A dry run reads none.")
    private Optional<Path> file = Optional.empty();

    /** Returns the message and its envelope. */
    Consignment consignment(boolean isDry) {
        if (requiresTls && prefersArrival) {
            throw Trouble.withUsage("--require-tls and --tls-required-no contradict each other", "use one of them");
        }
        String domain = domain();
        byte[] content = content(isDry);
        try {
            return new Consignment(domain, from, to, content, Wish.of(requiresTls, content));
        } catch (IllegalArgumentException unusable) {
            throw Trouble.withUsage(
                    "it can't be sent: " + unusable.getMessage(), "give --from and --to as user@example.org");
        }
    }

    private String domain() {
        List<String> domains = to.stream()
                .map(address -> Ascii.lower(address.substring(address.lastIndexOf('@') + 1)))
                .distinct()
                .toList();
        boolean isAddress = to.stream().allMatch(address -> address.indexOf('@') > 0);
        if (!isAddress || domains.size() != 1 || !domains.get(0).matches("[^\\[]+")) {
            throw Trouble.withUsage("--to has to name mailboxes of one domain", "write --to postmaster@example.org");
        }
        return via.map(Ascii::lower).orElse(domains.get(0));
    }

    private byte[] content(boolean isDry) {
        String field = prefersArrival ? "TLS-Required: No\r\n" : "";
        if (isDry) {
            return Ascii.octets(field + "\r\n");
        }
        String text = withLineEnds(Ascii.text(read()));
        boolean isSaid = Wish.of(false, Ascii.octets(text)) == Wish.TLS_REQUIRED_NO;
        return Ascii.octets(isSaid ? text : field + text);
    }

    /** Files have line ends of their system. */
    private static String withLineEnds(String text) {
        String lines = text.replaceAll("(?<!\r)\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    private byte[] read() {
        try (InputStream in = file.isPresent() ? Files.newInputStream(file.get()) : System.in) {
            byte[] octets = in.readNBytes(LARGEST + 1);
            if (octets.length > LARGEST) {
                throw Trouble.withFile("the message has more than " + LARGEST + " octets", "send a shorter one");
            }
            return octets;
        } catch (IOException unreadable) {
            throw Trouble.withFile("can't read the message: " + unreadable.getMessage(), "name a file that is there");
        }
    }
}
