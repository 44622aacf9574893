package mailtls.sasl;

import java.util.Optional;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;

/** PLAIN (RFC 4616): authorization identity, account and password in one message, separated by NUL. */
final class Plain implements Mechanism {

    private final Authenticator authenticator;

    Plain(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean disclosesPassword() {
        return true;
    }

    @Override
    public boolean worksOver(Channel channel) {
        return true;
    }

    @Override
    public Exchange begin(Channel channel) {
        return new Exchange() {
            @Override
            public byte[] firstChallenge() {
                return new byte[0];
            }

            @Override
            public Outcome respond(byte[] response) {
                return parse(response).map(Plain.this::verify).orElseGet(Outcome.Malformed::new);
            }
        };
    }

    private Exchange.Outcome verify(Credentials credentials) {
        return authenticator.accepts(credentials)
                ? new Exchange.Outcome.Granted(credentials.actingFor().orElse(credentials.account()))
                : new Exchange.Outcome.Denied(credentials.account());
    }

    /** Returns the client's message. */
    static byte[] message(Credentials credentials) {
        return Ascii.utf8(credentials.actingFor().orElse("") + "\0" + credentials.account() + "\0"
                + new String(credentials.password().reveal()));
    }

    static Optional<Credentials> parse(byte[] response) {
        return Ascii.fromUtf8(response)
                .map(message -> message.split("\0", -1))
                .filter(parts -> parts.length == 3 && !parts[1].isEmpty() && !parts[2].isEmpty())
                .map(parts -> new Credentials(
                        parts[1],
                        new Secret(parts[2]),
                        Optional.of(parts[0]).filter(actingFor -> !actingFor.isEmpty())));
    }
}
