package mailtls.client;

import java.util.Base64;
import java.util.Optional;
import mailtls.machine.Reply;
import mailtls.sasl.ClientExchange;
import mailtls.wire.Ascii;

/**
 * A log-in as the three protocols frame it, in lines of base64 (RFC 4422 section 4, RFC 4954, RFC 5034, RFC 9051 section 6.2.2).
 *
 * @param <H> the replies of the protocol
 */
public final class SaslAsk<H> implements Ask<H, Boolean> {

    /** How a challenge, or what answers one, is shown. */
    public static final String HIDDEN = "••••••";

    private static final String CANCEL = "*";
    private static final String EMPTY = "=";

    /** How a protocol words the dialogue. */
    public interface Words<H> {

        /** Returns the command; with the initial response in base64 where it is sent along. */
        Reply command(Optional<String> initialResponse);

        /** Returns whether an initial response of so many characters may be sent along. */
        boolean takesInitialResponse(int length);

        /** Understands a reply. */
        Meaning meaning(H reply);
    }

    /** What a reply means in a log-in. */
    public sealed interface Meaning {

        /** The server asks; in base64. */
        record Challenge(String base64) implements Meaning {}

        /** The server lets us in. In SMTP and IMAP nothing comes with it; what a mechanism says last came as a challenge. */
        record Granted() implements Meaning {}

        /** The server doesn't. */
        record Denied(String words) implements Meaning {}

        /** It is none of these. */
        record Beside() implements Meaning {}
    }

    private final ClientExchange exchange;
    private final Words<H> words;
    private byte[] initial = {};
    private boolean initialSent;
    private boolean gaveUp;

    /** Makes a log-in. */
    public SaslAsk(ClientExchange exchange, Words<H> words) {
        this.exchange = exchange;
        this.words = words;
    }

    @Override
    public Reply first() {
        initial = exchange.initialResponse();
        String encoded = base64(initial);
        initialSent = words.takesInitialResponse(encoded.length());
        return words.command(initialSent ? Optional.of(encoded.isEmpty() ? EMPTY : encoded) : Optional.empty());
    }

    @Override
    public Outcome<Boolean> hear(H reply) {
        Meaning meaning = words.meaning(reply);
        if (meaning instanceof Meaning.Challenge challenge) {
            return new Outcome.Say<>(answer(challenge.base64()));
        }
        if (meaning instanceof Meaning.Granted) {
            return exchange.isSatisfied()
                    ? new Outcome.Done<>(true)
                    : new Outcome.Broken<>(
                            Failure.LOGIN, "the server lets us in without having proved that it knows us");
        }
        if (meaning instanceof Meaning.Denied denied) {
            return new Outcome.Failed<>(Failure.LOGIN, why(denied));
        }
        return new Outcome.Listen<>();
    }

    private String why(Meaning.Denied denied) {
        if (gaveUp) {
            return "the server's challenge makes no sense";
        }
        return exchange.complaint()
                .map(status -> status + ": " + denied.words())
                .orElse(denied.words());
    }

    private Reply answer(String challenge) {
        if (!initialSent) {
            initialSent = true;
            return response(initial);
        }
        Optional<byte[]> response =
                gaveUp ? Optional.empty() : decode(challenge).flatMap(exchange::respond);
        gaveUp = response.isEmpty();
        return response.map(SaslAsk::response).orElseGet(() -> Request.line(CANCEL));
    }

    private static Reply response(byte[] octets) {
        return Request.line(base64(octets), HIDDEN);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(Ascii.octets(base64.trim())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
