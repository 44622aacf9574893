package mailtls.conformance.mitm;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import mailtls.conformance.client.OldServerHello;
import mailtls.wire.Ascii;

/** Answers a ClientHello in TLS 1.0, which nobody should speak any more (RFC 8996), and looks what the client says to it. */
final class OldTls {

    private static final int ALERT = 21;

    /** Some clients show their user for a second what is wrong, before they say so. */
    private static final int MOMENTS = 3;

    private final Onlooker onlooker;
    private final Duration patience;

    OldTls(Plan plan, Onlooker onlooker) {
        this.onlooker = onlooker;
        this.patience = plan.bounds().moment().multipliedBy(MOMENTS);
    }

    /** Answers it, and returns what came of it. */
    String answer(End client) throws IOException {
        onlooker.middle("answers the ClientHello in TLS 1.0");
        client.write(Ascii.octets(OldServerHello.answering(client.record(), 1)));
        Optional<Integer> next = client.octetWithin(patience);
        if (next.isEmpty()) {
            onlooker.fall("says nothing against TLS 1.0");
            return "the handshake does not go on";
        }
        if (next.get() == ALERT || next.get() < 0) {
            return next.get() < 0
                    ? "the client goes, rather than speak TLS 1.0"
                    : "the client says in an alert that it won't";
        }
        onlooker.fall("goes on with the handshake in TLS 1.0");
        return "the handshake does not go on";
    }
}
