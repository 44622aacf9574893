package mailtls.sasl;

import java.util.Base64;
import java.util.Optional;
import mailtls.machine.Challenge;
import mailtls.machine.Reply;
import mailtls.machine.Step;
import mailtls.wire.Ascii;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Reading;
import mailtls.wire.Violation;

/**
 * A log-in as the three protocols frame it, in lines of base64 (RFC 4422 section 4, RFC 4954, RFC 5034, RFC 9051 section 6.2.2).
 * Every line the client sends belongs to the exchange, “STARTTLS” included.
 */
public final class SaslDialogue {

    private static final String CANCEL = "*";
    private static final String EMPTY_INITIAL_RESPONSE = "=";

    /** How a protocol words the dialogue. */
    public interface Words {

        /** Returns the line that asks; the challenge is base64, or empty. */
        Reply challenge(String base64);

        /** Returns the reply to a log-in that succeeded. */
        Reply granted(String account);

        /** Returns the reply to a log-in that failed; it tells nobody whether the account is there. */
        Reply denied(String account);

        /** Returns the reply to what is not base64, or not of the mechanism's form, or too long. */
        Reply malformed();

        /** Returns the reply to a response that is too long; SMTP has one of its own (RFC 4954 section 4). */
        default Reply tooLong() {
            return malformed();
        }

        /** Returns the reply to a client that gave up. */
        Reply cancelled();
    }

    private final Exchange exchange;
    private final int longestLine;
    private final Words words;

    private SaslDialogue(Exchange exchange, int longestLine, Words words) {
        this.exchange = exchange;
        this.longestLine = longestLine;
        this.words = words;
    }

    /**
     * Begins a log-in.
     *
     * @param exchange the mechanism's side
     * @param initialResponse what came with the command: base64, or “=” for an empty one (RFC 4954 section 4)
     * @param longestLine how many octets a response may have in base64
     * @param words the protocol's side
     * @return the first step
     */
    public static Step begin(Exchange exchange, Optional<String> initialResponse, int longestLine, Words words) {
        var dialogue = new SaslDialogue(exchange, longestLine, words);
        return initialResponse
                .map(response -> dialogue.take(response.equals(EMPTY_INITIAL_RESPONSE) ? "" : response))
                .orElseGet(() -> dialogue.ask(exchange.firstChallenge()));
    }

    private Step ask(byte[] challenge) {
        String base64 = Base64.getEncoder().encodeToString(challenge);
        return new Challenge(words.challenge(base64), new Reading.OfLine(longestLine), this::hear);
    }

    private Step hear(Input input) {
        if (!(input instanceof Line line)) {
            boolean tooLong = input instanceof Violation violation && violation.sin() == Violation.Sin.TOO_LONG;
            return tooLong ? words.tooLong() : words.malformed();
        }
        return line.text().equals(CANCEL) ? words.cancelled() : take(line.text());
    }

    private Step take(String base64) {
        return decode(base64).map(exchange::respond).map(this::word).orElseGet(words::malformed);
    }

    private Step word(Exchange.Outcome outcome) {
        if (outcome instanceof Exchange.Outcome.Ask ask) {
            return ask(ask.challenge());
        }
        if (outcome instanceof Exchange.Outcome.Granted granted) {
            return words.granted(granted.account());
        }
        if (outcome instanceof Exchange.Outcome.Denied denied) {
            return words.denied(denied.account());
        }
        return words.malformed();
    }

    private static Optional<byte[]> decode(String base64) {
        if (base64.length() % 4 != 0) {
            return Optional.empty(); // Java would do without the padding; RFC 4648 section 3.2 doesn't.
        }
        try {
            return Optional.of(Base64.getDecoder().decode(Ascii.octets(base64)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
