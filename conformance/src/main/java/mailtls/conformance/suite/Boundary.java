package mailtls.conformance.suite;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Finding.Kind;
import mailtls.wire.Ascii;

/**
 * Octets behind the STARTTLS line: each suffix in each delivery. A server may (a) hand them to TLS, whose handshake then fails, (b)
 * throw them away, (c) refuse STARTTLS, or (d) close. It must not let them have any influence on what is said over TLS: that is seen
 * by a fence of commands, which has to be answered as it is without a suffix.
 */
final class Boundary implements Script {

    private final MailProtocol protocol;
    private final Suffix suffix;
    private final Delivery delivery;

    private Boundary(MailProtocol protocol, Suffix suffix, Delivery delivery) {
        this.protocol = protocol;
        this.suffix = suffix;
        this.delivery = delivery;
    }

    /** Returns the family's cases for a protocol. */
    static Stream<Case> cases(MailProtocol protocol) {
        return Arrays.stream(Suffix.values())
                .filter(suffix -> !suffix.octets(protocol).isEmpty())
                .flatMap(suffix -> Arrays.stream(Delivery.values())
                        .filter(delivery -> delivery.isFor(suffix))
                        .map(delivery -> new Boundary(protocol, suffix, delivery).test()));
    }

    private Case test() {
        String requirement = switch (protocol) {
            case IMAP -> "imap.starttls.extra-data";
            case POP3 -> "pop3.stls.no-plaintext-injection";
            case SMTP -> "smtp.starttls.no-plaintext-injection";
        };
        String id = "%s.Boundary.%s.%s".formatted(protocol, suffix, delivery);
        return new Case(id, List.of(requirement), protocol, Mode.STARTTLS, false, this);
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        List<Crossing> attempts = attempts(stage.words());
        var benign = new Crossing.Fence();
        Finding last = attempts.get(0).control(stage, benign);
        for (int i = 0; i < attempts.size() && last.kind() == Kind.KEPT; i++) {
            last = attempts.get(i).play(stage, benign);
        }
        return last;
    }

    /** Returns what is played, one after the other. */
    List<Crossing> attempts(Words words) {
        String octets = words.fill(suffix.octets(protocol));
        return delivery.attempts(Border.of(protocol).startTls(), octets).stream()
                .map(segments -> new Crossing(protocol, segments, delivery.pause()))
                .toList();
    }

    /** Returns what is played, for a person to read. */
    @Override
    public String toString() {
        return "the line " + Border.of(protocol).startTls().strip() + " with “"
                + suffix.octets(protocol).replace("\r\n", "⏎").replace("\n", "␊") + "” behind it, "
                + Ascii.lower(delivery.name()).replace('_', ' ');
    }
}
